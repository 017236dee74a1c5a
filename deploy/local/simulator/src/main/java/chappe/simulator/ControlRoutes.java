// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import chappe.simulator.chat.BotAccount;
import chappe.simulator.chat.World;
import chappe.simulator.ledger.CallFilter;
import chappe.simulator.ledger.Faults;
import chappe.simulator.ledger.Ledger;
import chappe.simulator.method.Parameters;
import chappe.simulator.people.ImpossibleAct;
import chappe.simulator.people.RawUpdate;
import chappe.simulator.update.UpdateKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The control API below `/sim`: bots, updates, what was called, what goes wrong. JSON only; the
/// README beside this module lists it. A bot is named by its id or its token.
final class ControlRoutes {
  private static final int MAX_CALLS = 10_000;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final Control control;
  private final World world;
  private final Ledger ledger;
  private final Faults faults;
  private final EventStream events;

  ControlRoutes(Control control, Ledger ledger, Faults faults, EventStream events) {
    this.control = control;
    this.world = control.world();
    this.ledger = ledger;
    this.faults = faults;
    this.events = events;
  }

  void add(RoutesConfig routes) {
    routes.before("/sim/*", ControlRoutes::refuseOtherSites);
    routes.exception(BadRequest.class, (e, context) -> refuse(context, 400, e.reason()));
    routes.exception(ImpossibleAct.class, (e, context) -> refuse(context, 400, e.reason()));
    routes.exception(
        UnreadableJson.class, (_, context) -> refuse(context, 400, "the body is no JSON object"));
    routes.get("/sim/bots", this::bots);
    routes.post("/sim/bots", this::addBot);
    routes.post("/sim/updates", this::update);
    routes.get("/sim/calls", this::calls);
    routes.delete(
        "/sim/calls",
        context -> {
          ledger.clear();
          context.status(204);
        });
    routes.get(
        "/sim/faults", context -> Control.json(context, 200, FaultJson.write(faults.active())));
    routes.post("/sim/faults", this::fault);
    routes.delete(
        "/sim/faults",
        context -> {
          faults.clear();
          context.status(204);
        });
    routes.sse("/sim/events", events::connect);
  }

  /// A page of somebody else's that is open in the same browser shall not write as a person.
  private static void refuseOtherSites(Context context) {
    if ("cross-site".equals(context.header("Sec-Fetch-Site"))) {
      throw new BadRequest("pages of other sites may not ask");
    }
  }

  private void bots(Context context) {
    Control.json(
        context, 200, Map.of("bots", world.bots().stream().map(ControlRoutes::shown).toList()));
  }

  private void addBot(Context context) {
    JsonNode body = Control.body(context);
    BotAccount bot = control.bot(body.path("token").asText(body.path("bot").asText()));
    if (body.hasNonNull("name")) {
      bot.memory().put("name", body.get("name"));
    }
    Control.json(context, 200, shown(bot));
  }

  private void update(Context context) {
    JsonNode body = Control.body(context);
    BotAccount bot = control.bot(body.path("bot").asText());
    if (!(body.path("update") instanceof ObjectNode update)) {
      throw new BadRequest("update: an object is expected");
    }
    UpdateKind kind =
        UpdateKind.of(update)
            .orElseThrow(() -> new BadRequest("update: no field names a known kind"));
    ObjectNode answer = Json.object();
    Control.put(answer, RawUpdate.send(world, bot, kind, update));
    Control.json(context, 200, answer);
  }

  private void calls(Context context) throws InterruptedException {
    Parameters given = FormText.read(Objects.requireNonNullElse(context.queryString(), ""));
    CallFilter filter =
        new CallFilter(
            given.text("bot").isEmpty() ? 0 : control.bot(given.text("bot")).id(),
            given.text("method"),
            given.text("chat"),
            given.integer("after").orElse(0));
    long wait = Math.clamp(given.integer("wait").orElse(0), 0, LONGEST_WAIT.toSeconds());
    if (wait > 0) {
      ledger.await(filter, (int) given.integer("count").orElse(1), Duration.ofSeconds(wait));
    }
    int limit = Math.clamp(given.integer("limit").orElse(1_000), 1, MAX_CALLS);
    Control.json(context, 200, Map.of("calls", ledger.calls(filter, limit), "last", ledger.last()));
  }

  private void fault(Context context) {
    try {
      faults.add(FaultJson.read(Control.body(context)));
    } catch (IllegalArgumentException e) {
      throw new BadRequest(Objects.requireNonNullElse(e.getMessage(), "not a fault"));
    }
    Control.json(context, 200, FaultJson.write(faults.active()));
  }

  private static ObjectNode shown(BotAccount bot) {
    ObjectNode shown =
        Json.object()
            .put("id", bot.id())
            .put("username", bot.username())
            .put("name", bot.user().path("first_name").asText())
            .put("pending", bot.updates().state().pending())
            .put("fetched", bot.updates().fetched());
    bot.messages().chats().forEach(shown.withArray("chats")::add);
    JsonNode commands = bot.memory().get("commands");
    return shown.set("commands", commands == null ? Json.tree(List.of()) : commands);
  }

  private static void refuse(Context context, int status, String reason) {
    Control.json(context, status, Map.of("error", reason));
  }
}

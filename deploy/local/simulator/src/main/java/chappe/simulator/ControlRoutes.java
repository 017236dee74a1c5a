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
import chappe.simulator.update.UpdateKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// The control API below `/sim`: what people do, what was called, what goes wrong. JSON only; the
/// README beside this module lists it. A bot is named by its id or its token.
final class ControlRoutes {
  private static final int MAX_CALLS = 10_000;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final World world;
  private final People people;
  private final Ledger ledger;
  private final Faults faults;
  private final EventStream events;

  ControlRoutes(World world, People people, Ledger ledger, Faults faults, EventStream events) {
    this.world = world;
    this.people = people;
    this.ledger = ledger;
    this.faults = faults;
    this.events = events;
  }

  void add(RoutesConfig routes) {
    routes.before("/sim/*", ControlRoutes::refuseOtherSites);
    routes.exception(BadRequest.class, (e, context) -> refuse(context, 400, e.reason()));
    routes.exception(
        UnreadableJson.class, (_, context) -> refuse(context, 400, "the body is no JSON object"));
    routes.get("/sim/bots", this::bots);
    routes.post("/sim/bots", this::addBot);
    routes.post("/sim/bots/{bot}/messages", this::say);
    routes.post("/sim/bots/{bot}/edits", this::correct);
    routes.post("/sim/bots/{bot}/callbacks", this::press);
    routes.post("/sim/updates", this::update);
    routes.get("/sim/chats/{chat}/messages", this::messages);
    routes.get("/sim/calls", this::calls);
    routes.delete(
        "/sim/calls",
        context -> {
          ledger.clear();
          context.status(204);
        });
    routes.get("/sim/faults", context -> json(context, 200, FaultJson.write(faults.active())));
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
    json(context, 200, Map.of("bots", world.bots().stream().map(ControlRoutes::shown).toList()));
  }

  private void addBot(Context context) {
    JsonNode body = body(context);
    BotAccount bot = bot(body.path("token").asText(body.path("bot").asText()));
    if (body.hasNonNull("name")) {
      bot.memory().put("name", body.get("name"));
    }
    json(context, 200, shown(bot));
  }

  private void say(Context context) {
    BotAccount bot = bot(context.pathParam("bot"));
    JsonNode body = body(context);
    long chat = number(body, "chat");
    long from = body.has("from") ? number(body, "from") : chat;
    describe(body, chat, from);
    String text = text(body, "text");
    said(context, people.say(bot, chat, from, text));
  }

  private void correct(Context context) {
    JsonNode body = body(context);
    said(
        context,
        people
            .correct(
                bot(context.pathParam("bot")),
                number(body, "chat"),
                (int) number(body, "message_id"),
                text(body, "text"))
            .orElseThrow(() -> new BadRequest("there is no such message")));
  }

  private void press(Context context) {
    JsonNode body = body(context);
    long chat = number(body, "chat");
    long from = body.has("from") ? number(body, "from") : chat;
    describe(body, chat, from);
    said(
        context,
        people
            .press(
                bot(context.pathParam("bot")),
                chat,
                from,
                (int) number(body, "message_id"),
                text(body, "data"))
            .orElseThrow(() -> new BadRequest("there is no such message")));
  }

  private void update(Context context) {
    JsonNode body = body(context);
    BotAccount bot = bot(body.path("bot").asText());
    if (!(body.path("update") instanceof ObjectNode update)) {
      throw new BadRequest("update: an object is expected");
    }
    UpdateKind kind =
        UpdateKind.of(update)
            .orElseThrow(() -> new BadRequest("update: no field names a known kind"));
    ObjectNode answer = Json.object();
    put(answer, people.update(bot, kind, update));
    json(context, 200, answer);
  }

  private void messages(Context context) {
    BotAccount bot = bot(Objects.requireNonNullElse(context.queryParam("bot"), ""));
    long chat =
        world
            .directory()
            .find(context.pathParam("chat"))
            .orElseThrow(() -> new BadRequest("chat: a number or @name is expected"));
    json(context, 200, Map.of("messages", bot.messages().messages(chat)));
  }

  private void calls(Context context) throws InterruptedException {
    Parameters given = FormText.read(Objects.requireNonNullElse(context.queryString(), ""));
    CallFilter filter =
        new CallFilter(
            given.text("bot").isEmpty() ? 0 : bot(given.text("bot")).id(),
            given.text("method"),
            given.text("chat"),
            given.integer("after").orElse(0));
    long wait = Math.clamp(given.integer("wait").orElse(0), 0, LONGEST_WAIT.toSeconds());
    if (wait > 0) {
      ledger.await(filter, (int) given.integer("count").orElse(1), Duration.ofSeconds(wait));
    }
    int limit = Math.clamp(given.integer("limit").orElse(1_000), 1, MAX_CALLS);
    json(context, 200, Map.of("calls", ledger.calls(filter, limit), "last", ledger.last()));
  }

  private void fault(Context context) {
    try {
      faults.add(FaultJson.read(body(context)));
    } catch (IllegalArgumentException e) {
      throw new BadRequest(Objects.requireNonNullElse(e.getMessage(), "not a fault"));
    }
    json(context, 200, FaultJson.write(faults.active()));
  }

  private void describe(JsonNode body, long chat, long from) {
    if (body.path("user").isObject()) {
      world.directory().describeUser(from, body.get("user"));
    }
    if (body.path("chat_fields").isObject()) {
      world.directory().describeChat(chat, body.get("chat_fields"));
    }
  }

  private BotAccount bot(String named) {
    Optional<BotAccount> bot =
        named.matches("[1-9][0-9]{0,15}")
            ? Optional.of(world.bot(Long.parseLong(named)))
            : world.bot(named);
    return bot.orElseThrow(() -> new BadRequest("bot: an id or a token is expected"));
  }

  private static void said(Context context, People.Said said) {
    ObjectNode answer = Json.object();
    put(answer, said.updateId());
    answer.put("message_id", said.message().path("message_id").asInt());
    json(context, 200, answer.set("message", said.message()));
  }

  private static void put(ObjectNode answer, OptionalInt id) {
    answer.put("wanted", id.isPresent());
    id.ifPresent(it -> answer.put("update_id", it));
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

  private static JsonNode body(Context context) {
    JsonNode body = Json.tree(context.bodyAsBytes());
    if (!body.isObject()) {
      throw new BadRequest("the body is no JSON object");
    }
    return body;
  }

  private static long number(JsonNode body, String name) {
    long number = body.path(name).asLong();
    if (number == 0) {
      throw new BadRequest(name + ": a number is expected");
    }
    return number;
  }

  private static String text(JsonNode body, String name) {
    String text = body.path(name).asText().strip();
    if (text.isEmpty()) {
      throw new BadRequest(name + ": a text is expected");
    }
    return text;
  }

  private static void refuse(Context context, int status, String reason) {
    json(context, status, Map.of("error", reason));
  }

  private static void json(Context context, int status, Object value) {
    context.status(status).contentType("application/json").result(Json.bytes(value));
  }
}

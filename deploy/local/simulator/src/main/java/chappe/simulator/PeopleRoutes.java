// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.json.Json;
import chappe.simulator.chat.Outcome;
import chappe.simulator.chat.Upload;
import chappe.simulator.people.Person;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/// The part of the control API where people write, press, ask, vote and react.
final class PeopleRoutes {
  private static final long LONGEST_WAIT = 60;

  private final Control control;

  /// What one request makes a person do.
  private interface Act extends BiFunction<Person, JsonNode, Outcome> {}

  PeopleRoutes(Control control) {
    this.control = control;
  }

  void add(RoutesConfig routes) {
    act(routes, "messages", PeopleRoutes::say);
    act(routes, "edits", (who, body) -> who.edits(message(body), Control.text(body, "text")));
    act(routes, "callbacks", PeopleRoutes::press);
    act(routes, "keys", (who, body) -> who.pressesKey(Control.text(body, "text")));
    act(
        routes,
        "inline-choices",
        (who, body) ->
            who.chooses(Control.text(body, "query_id"), Control.text(body, "result_id")));
    act(routes, "votes", (who, body) -> who.votes(message(body), numbers(body.path("options"))));
    act(routes, "reactions", (who, body) -> who.reacts(message(body), texts(body.path("emoji"))));
    act(routes, "links", (who, body) -> who.opens(Control.text(body, "url")));
    routes.post("/sim/bots/{bot}/inline-queries", this::ask);
    routes.post("/sim/bots/{bot}/files", this::file);
  }

  private void act(RoutesConfig routes, String name, Act act) {
    routes.post(
        "/sim/bots/{bot}/" + name,
        context -> {
          JsonNode body = Control.body(context);
          Control.said(context, act.apply(control.person(context, body), body));
        });
  }

  private static Outcome say(Person who, JsonNode body) {
    ObjectNode content = Json.object();
    if (body.path("content").isObject()) {
      content.setAll((ObjectNode) body.get("content"));
    } else {
      content.put("text", Control.text(body, "text"));
    }
    if (body.hasNonNull("reply_to_message_id")) {
      content.set("reply_to_message_id", body.get("reply_to_message_id"));
    }
    return who.sends(content);
  }

  private static Outcome press(Person who, JsonNode body) {
    return body.hasNonNull("button")
        ? who.pressesButton(message(body), Control.text(body, "button"))
        : who.presses(message(body), Control.text(body, "data"));
  }

  /// Types an inline query; with `wait` it answers when the bot has.
  private void ask(Context context) throws InterruptedException {
    JsonNode body = Control.body(context);
    Person who = control.person(context, body);
    Outcome asked = who.asks(body.path("query").asText(), body.path("offset").asText());
    String id = asked.message().path("id").asText();
    ObjectNode answer = Json.object().put("query_id", id);
    Control.put(answer, asked.updateId());
    long wait = Math.clamp(body.path("wait").asLong(), 0, LONGEST_WAIT);
    who.bot()
        .inline()
        .await(id, Duration.ofSeconds(wait))
        .ifPresent(it -> answer.set("answer", it));
    Control.json(context, 200, answer);
  }

  /// The file is the body itself; what else there is to say stands in the query.
  private void file(Context context) {
    ObjectNode given = Json.object();
    FormText.read(Objects.requireNonNullElse(context.queryString(), ""))
        .values()
        .forEach(given::put);
    Person who = control.person(context, given);
    String kind = given.path("kind").asText("document");
    ObjectNode more = given.deepCopy();
    more.retain("caption", "media_group_id", "reply_to_message_id");
    String type = Objects.requireNonNullElse(context.contentType(), "application/octet-stream");
    Control.said(
        context,
        who.sendsFile(
            kind, new Upload(given.path("name").asText(), type, context.bodyAsBytes()), more));
  }

  private static int message(JsonNode body) {
    return (int) Control.number(body, "message_id");
  }

  private static List<Integer> numbers(JsonNode array) {
    return array.valueStream().map(JsonNode::asInt).toList();
  }

  private static List<String> texts(JsonNode array) {
    return array.isTextual()
        ? List.of(array.asText())
        : array.valueStream().map(JsonNode::asText).toList();
  }
}

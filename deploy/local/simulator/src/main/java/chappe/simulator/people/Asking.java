// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.people;

import chappe.common.json.Json;
import chappe.simulator.chat.Incoming;
import chappe.simulator.chat.InlineBook;
import chappe.simulator.chat.Outcome;
import chappe.simulator.chat.Place;
import chappe.simulator.update.UpdateKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// People type inline queries and choose among the results.
final class Asking {
  private static final int MAX_QUERY = 256;

  private Asking() {}

  static Outcome asks(Person person, String query, String offset) {
    if (query.codePointCount(0, query.length()) > MAX_QUERY) {
      throw new ImpossibleAct("query: at most 256 characters are expected");
    }
    String id = person.bot().queries().id();
    ObjectNode body =
        Json.object()
            .put("id", id)
            .<ObjectNode>set("from", person.world().user(person.user()))
            .put("query", query)
            .put("offset", offset)
            .put("chat_type", chatType(person));
    person.bot().inline().asked(new InlineBook.Query(id, person.user(), query));
    person.bot().queries().opened("inline_query", id);
    return new Outcome(person.world().update(person.bot(), UpdateKind.INLINE_QUERY, body), body);
  }

  static Outcome chooses(Person person, String query, String resultId) {
    InlineBook book = person.bot().inline();
    InlineBook.Query asked =
        book.query(query).orElseThrow(() -> new ImpossibleAct("there is no such query"));
    JsonNode result = result(book, query, resultId);
    ObjectNode message =
        Incoming.message(person.world(), person.bot(), person.chat(), person.user());
    message.set("via_bot", person.bot().user());
    InlineContent.into(message, result);
    Incoming.mark(message);
    ObjectNode chosen =
        Json.object()
            .put("result_id", resultId)
            .<ObjectNode>set("from", person.world().user(person.user()))
            .put("query", asked.text());
    if (message.has("reply_markup")) {
      String inlineId = "inline" + person.bot().queries().id();
      book.placed(inlineId, new Place(person.chat(), message.path("message_id").asInt()));
      chosen.put("inline_message_id", inlineId);
    }
    Outcome sent = Incoming.deliver(person.world(), person.bot(), person.chat(), message);
    person.world().update(person.bot(), UpdateKind.CHOSEN_INLINE_RESULT, chosen);
    return sent;
  }

  private static JsonNode result(InlineBook book, String query, String resultId) {
    Optional<ObjectNode> answer;
    try {
      answer = book.await(query, Duration.ZERO);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      answer = Optional.empty();
    }
    List<JsonNode> found =
        answer.stream()
            .flatMap(it -> it.path("results").valueStream())
            .filter(it -> it.path("id").asText().equals(resultId))
            .toList();
    if (found.isEmpty()) {
      throw new ImpossibleAct("the query has no such result");
    }
    return found.getFirst();
  }

  private static String chatType(Person person) {
    String type = person.world().directory().chat(person.chat()).path("type").asText();
    return person.chat() == person.user() ? "sender" : type;
  }
}

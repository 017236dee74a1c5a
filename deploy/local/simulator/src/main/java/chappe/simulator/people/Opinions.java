// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.people;

import chappe.common.json.Json;
import chappe.simulator.chat.Outcome;
import chappe.simulator.chat.Place;
import chappe.simulator.update.UpdateKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;

/// People vote and react.
final class Opinions {
  private Opinions() {}

  static Outcome votes(Person person, int number, List<Integer> options) {
    ObjectNode message = Writing.message(person, number);
    if (!(message.path("poll") instanceof ObjectNode poll)) {
      throw new ImpossibleAct("the message is no poll");
    }
    check(poll, options);
    person.bot().polls().vote(poll, person.user(), options);
    person.bot().messages().put(person.chat(), message);
    person.world().tell("edit", person.bot(), person.chat(), message);
    OptionalInt counted = person.world().update(person.bot(), UpdateKind.POLL, poll);
    if (poll.path("is_anonymous").asBoolean()) {
      return new Outcome(counted, message);
    }
    ObjectNode answer = Json.object().put("poll_id", poll.path("id").asText());
    answer.set("user", person.world().user(person.user()));
    ArrayNode chosen = answer.putArray("option_ids");
    options.forEach(chosen::add);
    ArrayNode persistent = answer.putArray("option_persistent_ids");
    options.forEach(it -> persistent.add(poll.at("/options/" + it + "/persistent_id")));
    return new Outcome(
        person.world().update(person.bot(), UpdateKind.POLL_ANSWER, answer), message);
  }

  static Outcome reacts(Person person, int number, List<String> emoji) {
    ObjectNode message = Writing.message(person, number);
    Place place = new Place(person.chat(), number);
    ArrayNode wanted = Json.object().putArray("wanted");
    emoji.forEach(it -> wanted.addObject().put("type", "emoji").put("emoji", it));
    ArrayNode before = person.bot().reactions().set(place, person.user(), wanted);
    ObjectNode body = Json.object();
    body.set("chat", message.path("chat"));
    body.put("message_id", number);
    ArrayNode counts = person.bot().reactions().counts(place);
    person
        .world()
        .tell(
            "reaction",
            person.bot(),
            person.chat(),
            Json.object().put("message_id", number).set("reactions", counts));
    if (person.world().directory().channel(person.chat())) {
      body.put("date", person.world().now()).set("reactions", counts);
      return new Outcome(
          person.world().update(person.bot(), UpdateKind.MESSAGE_REACTION_COUNT, body), body);
    }
    body.set("user", person.world().user(person.user()));
    body.put("date", person.world().now()).set("old_reaction", before);
    body.set("new_reaction", wanted);
    return new Outcome(
        person.world().update(person.bot(), UpdateKind.MESSAGE_REACTION, body), body);
  }

  private static void check(JsonNode poll, List<Integer> options) {
    if (poll.path("is_closed").asBoolean()) {
      throw new ImpossibleAct("the poll is closed");
    }
    if (options.size() > 1 && !poll.path("allows_multiple_answers").asBoolean()) {
      throw new ImpossibleAct("the poll takes one answer");
    }
    if (options.stream().anyMatch(it -> it < 0 || it >= poll.path("options").size())) {
      throw new ImpossibleAct("options: places from 0 on are expected");
    }
  }
}

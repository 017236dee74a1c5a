// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import chappe.simulator.chat.Place;
import chappe.simulator.chat.World;
import chappe.simulator.update.UpdateKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// The methods that send and end polls. Thread-safe.
final class PollMethods {
  private static final int MAX_OPTIONS = 12;

  private final World world;

  PollMethods(World world) {
    this.world = world;
  }

  Answer send(Asked asked) {
    Parameters given = asked.parameters();
    ArrayNode options = Json.object().putArray("options");
    for (JsonNode option : given.json("options")) {
      String text = option.path("text").asText(option.asText()).strip();
      if (text.isEmpty()) {
        return Answer.bad("poll options must be non-empty");
      }
      options
          .addObject()
          .put("persistent_id", Integer.toString(options.size()))
          .put("text", text)
          .put("voter_count", 0);
    }
    if (options.size() < 2) {
      return Answer.bad("poll must have at least 2 option");
    }
    if (options.size() > MAX_OPTIONS) {
      return Answer.bad("poll can't have more than " + MAX_OPTIONS + " options");
    }
    long chat = world.directory().find(given.text("chat_id")).orElseThrow();
    ObjectNode message = Posts.message(world, asked.bot(), chat);
    ObjectNode poll = message.putObject("poll");
    poll.put("id", asked.bot().queries().id()).put("question", given.text("question"));
    poll.<ObjectNode>set("options", options).put("total_voter_count", 0);
    poll.put("is_closed", given.flag("is_closed"));
    poll.put("is_anonymous", !given.has("is_anonymous") || given.flag("is_anonymous"));
    poll.put("type", given.text("type").equals("quiz") ? "quiz" : "regular");
    poll.put("allows_multiple_answers", given.flag("allows_multiple_answers"));
    given.integer("correct_option_id").ifPresent(it -> poll.put("correct_option_id", it));
    if (given.json("correct_option_ids").isArray()) {
      poll.set("correct_option_ids", given.json("correct_option_ids"));
    }
    if (!given.text("explanation").isEmpty()) {
      poll.put("explanation", given.text("explanation"));
    }
    Posts.keyboard(message, given);
    Posts.replyKeyboard(world, asked.bot(), chat, given);
    int number = message.path("message_id").asInt();
    asked.bot().polls().sent(poll.path("id").asText(), new Place(chat, number));
    return Answer.done(Posts.publish(world, asked.bot(), chat, message));
  }

  Answer stop(Asked asked) {
    long chat = world.directory().find(asked.parameters().text("chat_id")).orElseThrow();
    Optional<ObjectNode> found =
        asked.bot().messages().find(chat, asked.parameters().number("message_id"));
    if (found.isEmpty() || !(found.get().path("poll") instanceof ObjectNode poll)) {
      return Answer.bad(
          found.isEmpty() ? "message with poll to stop not found" : "message is not a poll");
    }
    if (poll.path("is_closed").asBoolean()) {
      return Answer.bad("poll has already been closed");
    }
    poll.put("is_closed", true);
    found.get().remove("reply_markup");
    Posts.keyboard(found.get(), asked.parameters());
    asked.bot().messages().put(chat, found.get());
    world.tell("edit", asked.bot(), chat, found.get());
    world.update(asked.bot(), UpdateKind.POLL, poll);
    return Answer.done(poll);
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import chappe.simulator.chat.World;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/// What a bot sets and asks of itself and of chats. Thread-safe.
final class OwnMethods {
  private final World world;

  OwnMethods(World world) {
    this.world = world;
  }

  Answer me(Asked asked) {
    return Answer.done(
        asked
            .bot()
            .user()
            .put("can_join_groups", true)
            .put("can_read_all_group_messages", false)
            .put("supports_inline_queries", true)
            .put("can_connect_to_business", false)
            .put("has_main_web_app", false));
  }

  Answer setCommands(Asked asked) {
    JsonNode commands = asked.parameters().json("commands");
    boolean named =
        commands
            .valueStream()
            .allMatch(it -> it.path("command").asText().matches("/?[a-z0-9_]{1,32}"));
    if (!named) {
      return Answer.bad("BOT_COMMAND_INVALID");
    }
    if (commands.valueStream().anyMatch(it -> it.path("description").asText().isBlank())) {
      return Answer.bad("command description must be non-empty");
    }
    asked.bot().memory().put(commandsKey(asked), commands);
    world.tell("commands", asked.bot(), 0, Json.object().set("commands", commands));
    return Answer.yes();
  }

  Answer commands(Asked asked) {
    JsonNode known = asked.bot().memory().get(commandsKey(asked));
    return Answer.done(known == null ? Json.object().putArray("none") : known);
  }

  Answer deleteCommands(Asked asked) {
    asked.bot().memory().remove(commandsKey(asked));
    return Answer.yes();
  }

  /// Any `setMy…` of one text, under the text's own name.
  Answer remember(Asked asked) {
    asked
        .bot()
        .memory()
        .put(ownName(asked, "setMy"), Json.tree(asked.parameters().text(ownName(asked, "setMy"))));
    return Answer.yes();
  }

  Answer recall(Asked asked) {
    String name = ownName(asked, "getMy");
    JsonNode known = asked.bot().memory().get(name);
    String fallback = name.equals("name") ? asked.bot().user().path("first_name").asText() : "";
    return Answer.done(Json.object().put(name, known == null ? fallback : known.asText()));
  }

  Answer chat(Asked asked) {
    long id = world.directory().find(asked.parameters().text("chat_id")).orElseThrow();
    ObjectNode chat = world.directory().chat(id);
    return Answer.done(chat.put("accent_color_id", 0).put("max_reaction_count", 11));
  }

  private static String commandsKey(Asked asked) {
    String scope =
        Optional.of(asked.parameters().json("scope"))
            .filter(it -> !it.path("type").asText("default").equals("default"))
            .map(JsonNode::toString)
            .orElse("");
    return "commands" + scope + asked.parameters().text("language_code");
  }

  private static String ownName(Asked asked, String verb) {
    String name = asked.method().name().substring(verb.length());
    return name.equals("ShortDescription") ? "short_description" : name.toLowerCase(Locale.ROOT);
  }
}

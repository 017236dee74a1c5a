// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import chappe.simulator.chat.Members;
import chappe.simulator.chat.Membership;
import chappe.simulator.chat.World;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/// The methods about who is what in a chat. Rights of the bot are not checked. Thread-safe.
final class MemberMethods {
  private static final Set<String> ADMINISTRATORS = Set.of("creator", "administrator");

  private final World world;
  private final Membership membership;

  MemberMethods(World world) {
    this.world = world;
    this.membership = new Membership(world);
  }

  Answer member(Asked asked) {
    long user = user(asked);
    return Answer.done(membership.shown(user, world.member(chat(asked), user)));
  }

  Answer administrators(Asked asked) {
    long chat = chat(asked);
    if (chat > 0) {
      return Answer.bad("there are no administrators in the private chat");
    }
    ArrayNode found = Json.object().putArray("administrators");
    ObjectNode self = world.member(chat, asked.bot().id());
    if (ADMINISTRATORS.contains(self.path("status").asText())) {
      found.add(membership.shown(asked.bot().id(), self));
    }
    for (long user : world.members().present(chat)) {
      ObjectNode place = world.member(chat, user);
      if (user != asked.bot().id() && ADMINISTRATORS.contains(place.path("status").asText())) {
        found.add(membership.shown(user, place));
      }
    }
    return Answer.done(found);
  }

  Answer count(Asked asked) {
    return Answer.done(Json.tree(Math.max(2, world.members().present(chat(asked)).size())));
  }

  Answer ban(Asked asked) {
    return become(
        asked,
        status("kicked").put("until_date", asked.parameters().integer("until_date").orElse(0)));
  }

  Answer unban(Asked asked) {
    ObjectNode place = world.member(chat(asked), user(asked));
    boolean there = Members.present(place);
    if (there && asked.parameters().flag("only_if_banned")) {
      return Answer.yes();
    }
    return become(asked, status("left"));
  }

  Answer restrict(Asked asked) {
    ObjectNode place = status("restricted");
    JsonNode permissions = asked.parameters().json("permissions");
    permissions.propertyStream().forEach(it -> place.set(it.getKey(), it.getValue()));
    place.put("until_date", asked.parameters().integer("until_date").orElse(0));
    return become(asked, place);
  }

  Answer promote(Asked asked) {
    ObjectNode place = Json.object();
    asked.parameters().values().keySet().stream()
        .filter(name -> name.startsWith("can_") || name.equals("is_anonymous"))
        .forEach(name -> place.put(name, asked.parameters().flag(name)));
    boolean any = place.valueStream().anyMatch(JsonNode::asBoolean);
    return become(asked, any ? place.put("status", "administrator") : status("member"));
  }

  Answer approve(Asked asked) {
    return become(asked, status("member"));
  }

  Answer decline(Asked asked) {
    return Members.present(world.member(chat(asked), user(asked)))
            && world.members().present(chat(asked)).contains(user(asked))
        ? Answer.bad("USER_ALREADY_PARTICIPANT")
        : Answer.yes();
  }

  Answer leave(Asked asked) {
    if (chat(asked) > 0) {
      return Answer.bad("chat member status can't be changed in private chats");
    }
    membership.change(asked.bot(), chat(asked), asked.bot().id(), asked.bot().id(), status("left"));
    return Answer.yes();
  }

  private Answer become(Asked asked, ObjectNode place) {
    if (chat(asked) > 0) {
      return Answer.bad("chat member status can't be changed in private chats");
    }
    if (world.member(chat(asked), user(asked)).path("status").asText().equals("creator")) {
      return Answer.bad("can't remove chat owner");
    }
    membership.change(asked.bot(), chat(asked), asked.bot().id(), user(asked), place);
    return Answer.yes();
  }

  private long chat(Asked asked) {
    return world.directory().find(asked.parameters().text("chat_id")).orElseThrow();
  }

  private static long user(Asked asked) {
    return asked.parameters().integer("user_id").orElseThrow();
  }

  private static ObjectNode status(String status) {
    return Json.object().put("status", status);
  }
}

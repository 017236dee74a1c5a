// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

import chappe.common.json.Json;
import chappe.simulator.update.UpdateKind;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;

/// What happens when somebody comes, goes, or becomes something else in a chat, and when a group
/// becomes a supergroup. Thread-safe.
public final class Membership {
  private static final long FIRST_SUPERGROUP = -1_000_000_000_000L;
  private static final List<String> RIGHTS =
      List.of(
          "can_manage_chat",
          "can_delete_messages",
          "can_manage_video_chats",
          "can_restrict_members",
          "can_promote_members",
          "can_change_info",
          "can_invite_users",
          "can_post_stories",
          "can_edit_stories",
          "can_delete_stories",
          "can_pin_messages");

  private final World world;

  public Membership(World world) {
    this.world = world;
  }

  /// Somebody's place in a chat changes: the bot gets `my_chat_member` or `chat_member`, and the
  /// message that a group shows when somebody comes or goes.
  ///
  /// @param by who does it
  /// @param user whose place it is
  /// @param next the new place: `status`, and what belongs to it
  /// @return the update's body
  public Outcome change(BotAccount bot, long chat, long by, long user, ObjectNode next) {
    ObjectNode before = world.member(chat, user);
    world.members().put(chat, user, next);
    boolean self = user == bot.id();
    ObjectNode body = Json.object();
    body.set("chat", world.directory().chat(chat));
    body.<ObjectNode>set("from", world.user(by)).put("date", world.now());
    body.set("old_chat_member", shown(user, before));
    body.set("new_chat_member", shown(user, next));
    OptionalInt update =
        world.update(bot, self ? UpdateKind.MY_CHAT_MEMBER : UpdateKind.CHAT_MEMBER, body);
    world.tell("member", bot, chat, body);
    boolean comes = Members.present(next);
    boolean noticed = comes != Members.present(before) && (comes || !self);
    if (chat < 0 && noticed && !world.directory().channel(chat)) {
      ObjectNode message = Incoming.message(world, bot, chat, by);
      if (comes) {
        message.withArray("new_chat_members").add(world.user(user));
      } else {
        message.set("left_chat_member", world.user(user));
      }
      Incoming.deliver(world, bot, chat, message);
    }
    return new Outcome(update, body);
  }

  /// A place as `ChatMember`.
  public ObjectNode shown(long user, ObjectNode place) {
    ObjectNode member = place.deepCopy();
    member.set("user", world.user(user));
    switch (place.path("status").asText()) {
      case "creator" -> defaults(member, List.of("is_anonymous"), false);
      case "administrator" -> {
        defaults(member, RIGHTS, true);
        defaults(member, List.of("can_be_edited", "is_anonymous"), false);
      }
      case "restricted" -> defaults(member, List.of("is_member"), true);
      case "kicked" -> member.put("until_date", place.path("until_date").asLong());
      default -> {
        // a member, and whoever left, has nothing more
      }
    }
    return member;
  }

  /// A group becomes a supergroup; both chats say so.
  ///
  /// @return what the group says
  public Outcome migrate(BotAccount bot, long group, long by) {
    long supergroup = FIRST_SUPERGROUP + group;
    ObjectNode chat = world.directory().chat(group).put("type", "supergroup");
    world.directory().describeChat(supergroup, chat);
    world.members().move(group, supergroup);
    Outcome left =
        Incoming.deliver(
            world,
            bot,
            group,
            Incoming.message(world, bot, group, by).put("migrate_to_chat_id", supergroup));
    world.directory().move(group, supergroup);
    Incoming.deliver(
        world,
        bot,
        supergroup,
        Incoming.message(world, bot, supergroup, by).put("migrate_from_chat_id", group));
    return left;
  }

  private static void defaults(ObjectNode member, List<String> names, boolean value) {
    names.stream().filter(name -> !member.has(name)).forEach(name -> member.put(name, value));
  }
}

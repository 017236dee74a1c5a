// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Chat;
import chappe.bot.ChatType;
import chappe.bot.User;
import chappe.common.people.ChatSighting;
import chappe.common.people.People;
import chappe.common.people.UserSighting;
import java.util.Locale;

/// Keeps the registry up to date with what updates tell by themselves: who was there, who has
/// blocked the bot, which group it was removed from.
final class Presence {
  private final People people;

  Presence(People people) {
    this.people = people;
  }

  /// Costs nothing but memory, but for the rare update about the bot's own membership, which blocks
  /// until the registry has it.
  void note(Origin origin, IncomingUpdate update) {
    update.user().ifPresent(it -> people.seen(sighting(origin, it)));
    update
        .chat()
        .filter(it -> it.type() != ChatType.PRIVATE)
        .ifPresent(it -> people.seen(sighting(origin, it)));
    if (update.kind().equals("my_chat_member")) {
      update.chat().ifPresent(it -> membership(origin, update, it));
    }
  }

  static UserSighting sighting(Origin origin, User user) {
    return new UserSighting(
        origin.key().bot(),
        user.id(),
        user.username(),
        user.firstName(),
        user.languageCode(),
        origin.receivedAt());
  }

  private void membership(Origin origin, IncomingUpdate update, Chat chat) {
    var status = update.payload().path("new_chat_member").path("status").asText("");
    // Bot API, ChatMember: the two in which the bot cannot write there.
    boolean gone = status.equals("kicked") || status.equals("left");
    if (chat.type() == ChatType.PRIVATE) {
      people.blocked(origin.key().bot(), chat.id(), gone, origin.receivedAt());
    } else {
      people.chatActive(sighting(origin, chat), !gone);
    }
  }

  private static ChatSighting sighting(Origin origin, Chat chat) {
    return new ChatSighting(
        origin.key().bot(),
        chat.id(),
        chat.type().name().toLowerCase(Locale.ROOT),
        chat.title(),
        chat.username(),
        origin.receivedAt());
  }
}

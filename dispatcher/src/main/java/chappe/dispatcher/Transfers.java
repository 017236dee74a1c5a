// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.consumer.Emitter;
import chappe.common.consumer.Session;
import chappe.common.json.Json;
import chappe.common.people.ChatSighting;
import chappe.common.people.Forgetting;
import chappe.common.people.People;
import chappe.common.record.Event;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The engine's own part in events: state goes from key to key by them, each change made by the
/// owner of the key, in its turn. Every one of them may be handled twice, the second changes
/// nothing. Thread-safe.
///
/// - A group that became a supergroup hands over the chat's session and those of its members; what
///   the supergroup already remembers stays as it is.
/// - What a bot remembers of a person in all chats lives under the person's own key.
/// - A person is forgotten under each key in turn, and each is recorded.
final class Transfers {
  private final People people;
  private final InstantSource clock;

  Transfers(People people, InstantSource clock) {
    this.people = people;
    this.clock = clock;
  }

  /// Does what a message about a new id of its group asks for.
  void migrate(Origin origin, IncomingUpdate update, Emitter emitter, HandlerSessions sessions) {
    long to = update.payload().path("migrate_to_chat_id").asLong(0);
    if (to != 0 && origin.key().chat().isPresent()) {
      migrate(origin, to, emitter, sessions);
    }
  }

  /// Does what an event asks for; nothing where it is for authors only.
  void take(Origin origin, String type, byte[] value, Emitter emitter, HandlerSessions sessions) {
    switch (Event.read(type, value).orElse(null)) {
      case Event.StateMoved moved -> take(moved, sessions);
      case Event.ChatMigrated migrated -> migrate(origin, migrated.to(), emitter, sessions);
      case Event.ChatBlocked _ -> blocked(origin);
      case Event.Forget forget -> forget(origin, forget.user(), emitter);
      case null, default -> {
        // Of the author's alone.
      }
    }
  }

  private void migrate(Origin origin, long to, Emitter emitter, HandlerSessions sessions) {
    var target = RecordKey.chat(origin.key().bot(), to);
    people.migrated(origin.key().bot(), origin.key().chat().orElseThrow(), to, origin.receivedAt());
    hand(sessions.chat(), null, origin.key(), target, emitter);
    for (long user : emitter.directory().users()) {
      hand(sessions.user(user), user, origin.key(), target, emitter);
    }
  }

  private static void hand(
      HandlerSession session, @Nullable Long user, RecordKey from, RecordKey to, Emitter emitter) {
    ObjectNode values = session.all().deepCopy();
    if (!values.isEmpty()) {
      tell(emitter, to, new Event.StateMoved(1, from.toString(), user, values));
      session.forget();
    }
  }

  private static void take(Event.StateMoved moved, HandlerSessions sessions) {
    Long user = moved.user();
    var session = user == null ? sessions.chat() : sessions.user(user);
    for (var value : moved.values().properties()) {
      var name = value.getKey();
      if (!name.startsWith(PersonalSession.PREFIX)) {
        session.keepNew(name, value.getValue());
      } else if (value.getValue().isNull()) {
        session.drop(name);
      } else {
        session.keep(name, value.getValue());
      }
    }
  }

  private void blocked(Origin origin) {
    var bot = origin.key().bot();
    long chat = origin.key().chat().orElse(0);
    if (chat > 0) {
      people.blocked(bot, chat, true, origin.receivedAt());
    } else if (chat < 0) {
      people.chatActive(new ChatSighting(bot, chat, "group", "", "", origin.receivedAt()), false);
    }
  }

  private void forget(Origin origin, long user, Emitter emitter) {
    var home = RecordKey.chat(origin.key().bot(), user);
    int rows = 0;
    int removed = forget(emitter.session(user));
    if (origin.key().equals(home)) {
      removed += forget(emitter.session());
      rows = people.forget(home.bot(), user) ? 1 : 0;
      for (RecordKey key : emitter.directory().keysOf(home.bot(), user)) {
        if (!key.equals(home)) {
          tell(emitter, key, new Event.Forget(1, user));
        }
      }
    }
    people.record(
        new Forgetting(
            origin.id(),
            home.bot(),
            user,
            origin.key().toString(),
            rows,
            removed,
            origin.receivedAt(),
            clock.instant()));
  }

  private static int forget(Session session) {
    if (session.value().isEmpty()) {
      return 0;
    }
    session.forget();
    return 1;
  }

  static void tell(Emitter emitter, RecordKey to, Event event) {
    Objects.requireNonNull(emitter.emit(Topic.EVENTS, to, event.type(), Json.bytes(event)));
  }
}

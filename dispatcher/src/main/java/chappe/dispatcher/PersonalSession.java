// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Session;
import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import chappe.common.record.Event;
import chappe.common.record.RecordKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is remembered of a person in all chats: a part of the session under the person's own key.
/// Seen from another key, reading is what was committed some moments ago with this handler's own
/// changes on it, and a change is an event to the owner. Not thread-safe.
final class PersonalSession implements Session {
  static final String PREFIX = HandlerSession.OURS + "personal:";

  private final Supplier<ObjectNode> known;
  private final Consumer<ObjectNode> changes;
  private @Nullable ObjectNode values;

  private PersonalSession(Supplier<ObjectNode> known, Consumer<ObjectNode> changes) {
    this.known = known;
    this.changes = changes;
  }

  /// What it holds now, to go [#back] to; null where nothing was read yet.
  @Nullable ObjectNode copy() {
    return values == null ? null : values.deepCopy();
  }

  /// Goes back to what it held.
  void back(@Nullable ObjectNode copy) {
    values = copy == null ? null : copy.deepCopy();
  }

  /// Under the person's own key: exact.
  ///
  /// @param chat the session under that key, as it is now
  static PersonalSession own(Supplier<HandlerSession> chat) {
    return new PersonalSession(
        () -> chat.get().all(),
        changed ->
            changed
                .properties()
                .forEach(
                    it -> {
                      if (it.getValue().isNull()) {
                        chat.get().drop(it.getKey());
                      } else {
                        chat.get().keep(it.getKey(), it.getValue());
                      }
                    }));
  }

  /// Under another key.
  ///
  /// @param committed the state under the person's own key
  /// @param tell emits an event to the owner
  static PersonalSession elsewhere(
      RecordKey here, Supplier<Optional<byte[]>> committed, Consumer<Event> tell) {
    return new PersonalSession(
        () -> committed.get().flatMap(PersonalSession::object).orElseGet(Json::object),
        changed -> tell.accept(new Event.StateMoved(1, here.toString(), null, changed)));
  }

  @Override
  public <T> Optional<T> get(String name, Class<T> type) {
    return Optional.ofNullable(values().get(PREFIX + name))
        .map(
            value -> {
              try {
                return Json.read(value, type);
              } catch (UnreadableJson e) {
                throw new IllegalArgumentException(
                    "the person's value '" + name + "' is no " + type.getSimpleName(), e);
              }
            });
  }

  @Override
  public void put(String name, Object value) {
    change(PREFIX + name, Json.tree(value));
  }

  @Override
  public void remove(String name) {
    if (values().has(PREFIX + name)) {
      change(PREFIX + name, NullNode.getInstance());
    }
  }

  @Override
  public void clear() {
    for (String name : List.copyOf(names())) {
      change(name, NullNode.getInstance());
    }
  }

  private List<String> names() {
    return values().properties().stream()
        .map(it -> it.getKey())
        .filter(it -> it.startsWith(PREFIX))
        .toList();
  }

  private void change(String name, JsonNode value) {
    changes.accept(Json.object().set(name, value));
    if (value.isNull()) {
      values().remove(name);
    } else {
      values().set(name, value);
    }
  }

  private ObjectNode values() {
    ObjectNode present = values;
    if (present == null) {
      present = known.get().deepCopy();
      values = present;
    }
    return present;
  }

  private static Optional<ObjectNode> object(byte[] state) {
    try {
      return Optional.of(Json.tree(state))
          .filter(ObjectNode.class::isInstance)
          .map(ObjectNode.class::cast);
    } catch (UnreadableJson e) {
      return Optional.empty();
    }
  }
}

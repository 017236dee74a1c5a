// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Session;
import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A session as one JSON object of named values, read when the first is asked for and handed over
/// at the end where something was changed. Not thread-safe.
///
/// Names that begin with [#OURS] are the engine's: conversations, typed states, what cannot be
/// read.
final class HandlerSession implements Session {
  static final String OURS = "chappe:";

  private static final Logger log = LoggerFactory.getLogger(HandlerSession.class);
  private static final String ASIDE = OURS + "aside";

  /// A deploy changes a type once in a while; whoever changes it at every message loses the oldest.
  private static final int MOST_ASIDE = 20;

  private final chappe.common.consumer.Session bytes;
  private @Nullable ObjectNode values;
  private boolean changed;
  private boolean closed;

  HandlerSession(chappe.common.consumer.Session bytes) {
    this.bytes = bytes;
  }

  /// Another one with the same values.
  HandlerSession copy() {
    var copy = new HandlerSession(bytes);
    copy.values = values == null ? null : values.deepCopy();
    copy.changed = changed;
    return copy;
  }

  @Override
  public <T> Optional<T> get(String name, Class<T> type) {
    return kept(authors(name))
        .map(
            value -> {
              try {
                return Json.read(value, type);
              } catch (UnreadableJson e) {
                throw new IllegalArgumentException(
                    "the session's value '" + name + "' is no " + type.getSimpleName(), e);
              }
            });
  }

  @Override
  public void put(String name, Object value) {
    keep(authors(name), Json.tree(value));
  }

  @Override
  public void remove(String name) {
    drop(authors(name));
  }

  @Override
  public void clear() {
    var ours = values().properties().stream().map(it -> it.getKey()).filter(HandlerSession::isOurs);
    List<String> stay = ours.toList();
    changed |= values().size() > stay.size();
    values().retain(stay);
  }

  Optional<JsonNode> kept(String name) {
    return Optional.ofNullable(values().get(name));
  }

  void keep(String name, JsonNode value) {
    values().set(name, value);
    changed = true;
  }

  void drop(String name) {
    changed |= values().remove(name) != null;
  }

  /// Takes a value that cannot be read out of the way, and keeps it.
  void putAside(String name) {
    JsonNode value = values().remove(name);
    if (value == null) {
      return;
    }
    log.atWarn()
        .addKeyValue("name", name)
        .log("a state cannot be read by this version of the bot, and is kept aside");
    aside(values(), Json.object().put("name", name).set("value", value));
    changed = true;
  }

  /// All values, the engine's included; not to be changed.
  ObjectNode all() {
    return values();
  }

  /// Sets a value where there is none, for a session that moves here.
  void keepNew(String name, JsonNode value) {
    if (!values().has(name)) {
      keep(name, value);
    }
  }

  /// Removes everything, what is the engine's included.
  void forget() {
    changed |= bytes.value().isPresent();
    values = Json.object();
  }

  private ObjectNode values() {
    if (closed) {
      throw new IllegalStateException("the handler has ended; its session is closed");
    }
    ObjectNode present = values;
    if (present == null) {
      present = bytes.value().map(this::read).orElseGet(Json::object);
      values = present;
    }
    return present;
  }

  private ObjectNode read(byte[] state) {
    try {
      if (Json.tree(state) instanceof ObjectNode object) {
        return object;
      }
    } catch (UnreadableJson e) {
      // As what is no object.
    }
    log.warn("a session is no JSON object, and is kept aside");
    var begun = Json.object();
    aside(begun, Json.object().put("name", "").put("bytes", state));
    return begun;
  }

  private static void aside(ObjectNode values, JsonNode entry) {
    ArrayNode all =
        values.get(ASIDE) instanceof ArrayNode present ? present : values.putArray(ASIDE);
    all.add(entry);
    if (all.size() > MOST_ASIDE) {
      all.remove(0);
    }
  }

  private static String authors(String name) {
    if (isOurs(name)) {
      throw new IllegalArgumentException("names that begin with " + OURS + " are the engine's");
    }
    return name;
  }

  private static boolean isOurs(String name) {
    return name.startsWith(OURS);
  }

  /// Hands over what was changed; nothing can be changed any more.
  void close() {
    closed = true;
    if (changed && values != null) {
      if (values.isEmpty()) {
        bytes.forget();
      } else {
        bytes.put(Json.bytes(values));
      }
    }
  }
}

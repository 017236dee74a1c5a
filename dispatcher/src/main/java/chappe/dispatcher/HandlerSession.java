// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Session;
import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A session as an author sees it: named values over the line's bytes, which are one JSON object.
final class HandlerSession implements Session {
  private final chappe.common.consumer.Session bytes;
  private @Nullable ObjectNode values;
  private boolean changed;
  private boolean closed;

  HandlerSession(chappe.common.consumer.Session bytes) {
    this.bytes = bytes;
  }

  @Override
  public <T> Optional<T> get(String name, Class<T> type) {
    JsonNode value = values().get(name);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(value, type));
    } catch (UnreadableJson e) {
      throw new IllegalArgumentException(
          "the session's value '" + name + "' is no " + type.getSimpleName(), e);
    }
  }

  @Override
  public void put(String name, Object value) {
    values().set(name, Json.tree(value));
    changed = true;
  }

  @Override
  public void remove(String name) {
    changed |= values().remove(name) != null;
  }

  @Override
  public void clear() {
    changed |= !values().isEmpty();
    values().removeAll();
  }

  private ObjectNode values() {
    if (closed) {
      throw new IllegalStateException("the handler has ended; its session is closed");
    }
    ObjectNode present = values;
    if (present == null) {
      present = bytes.value().map(it -> (ObjectNode) Json.tree(it)).orElseGet(Json::object);
      values = present;
    }
    return present;
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

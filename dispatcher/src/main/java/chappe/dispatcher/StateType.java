// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// How values of a type are written and read again, also by another version of the bot. Of a sealed
/// interface the simple name of the value's own type is written beside it. A value is read only
/// where its own type still has the shape with which it was written: fields that came or went give
/// a value that nobody meant. Immutable, thread-safe.
///
/// @param <T> the type
final class StateType<T> {
  private static final String TYPE = "type";
  private static final String SHAPE = "shape";
  private static final String VALUE = "value";

  private final Class<T> type;

  /// The types of the values by their simple names.
  private final Map<String, Class<? extends T>> types = new TreeMap<>();

  /// @throws IllegalArgumentException where two types have the same simple name
  StateType(Class<T> type) {
    this.type = type;
    collect(type);
  }

  /// The simple name of the type.
  String name() {
    return type.getSimpleName();
  }

  ObjectNode write(T value) {
    Class<?> own = value.getClass();
    var written = Json.object().put(TYPE, own.getSimpleName()).put(SHAPE, shape(own));
    written.set(VALUE, Json.tree((Object) value));
    return written;
  }

  /// The value; empty where it cannot be read any more.
  Optional<T> read(JsonNode written) {
    Class<? extends T> own = types.get(written.path(TYPE).asText(""));
    if (own == null || !written.path(SHAPE).asText("").equals(shape(own))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(written.path(VALUE), own));
    } catch (UnreadableJson e) {
      return Optional.empty();
    }
  }

  private void collect(Class<? extends T> from) {
    Class<?>[] permitted = from.getPermittedSubclasses();
    if (permitted == null) {
      if (types.put(from.getSimpleName(), from) != null) {
        throw new IllegalArgumentException(
            "two types of "
                + type.getSimpleName()
                + " are called "
                + from.getSimpleName()
                + ", which could not be told apart");
      }
      return;
    }
    for (Class<?> each : permitted) {
      collect(each.asSubclass(type));
    }
  }

  /// The names and types of a record's components, those of records within included; of any other
  /// class its name only, since nothing tells what Jackson makes of it.
  private static String shape(Class<?> of) {
    return Integer.toHexString(described(of, new HashSet<>()).hashCode());
  }

  private static String described(Class<?> of, Set<Class<?>> seen) {
    if (of.isSealed() && of.isInterface() && seen.add(of)) {
      List<String> all = new ArrayList<>();
      for (Class<?> each : of.getPermittedSubclasses()) {
        all.add(described(each, seen));
      }
      return of.getSimpleName() + all;
    }
    if (!of.isRecord() || !seen.add(of)) {
      return of.getName();
    }
    List<String> all = new ArrayList<>();
    for (RecordComponent component : of.getRecordComponents()) {
      all.add(
          component.getName()
              + ":"
              + component.getGenericType().getTypeName()
              + described(component.getType(), seen));
    }
    return of.getSimpleName() + all;
  }
}

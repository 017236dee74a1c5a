// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.form;

import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Authors' records: checked by the Jakarta constraints on their components ([Phone] and [Username]
/// beside the standard ones), and as JSON: snake_case names, dates as ISO-8601, decimals exact.
/// Thread-safe; never blocks.
public final class Models {
  private Models() {}

  /// What is wrong with a record, by field; empty where it is valid.
  public static List<Invalid> mistakes(Record record) {
    return Constraints.mistakes(record);
  }

  /// The record itself.
  ///
  /// @throws InvalidRecord where it is not valid
  public static <T extends Record> T checked(T record) {
    var mistakes = mistakes(record);
    if (!mistakes.isEmpty()) {
      throw new InvalidRecord(record.getClass(), mistakes);
    }
    return record;
  }

  /// A value as JSON on one line, without what is absent.
  public static String json(Object value) {
    return new String(Json.bytes(value), StandardCharsets.UTF_8);
  }

  /// A value as JSON for people to read, without what is absent.
  public static String pretty(Object value) {
    return new String(Json.pretty(value), StandardCharsets.UTF_8);
  }

  /// Many values as JSON lines, one value a line, without what is absent; null ones are left out.
  public static String batch(Collection<?> values) {
    return new String(
        Json.lines(values.stream().filter(Objects::nonNull).toList()), StandardCharsets.UTF_8);
  }

  /// A record from JSON, strictly: a field that it does not have is refused, and the constraints
  /// hold.
  ///
  /// @throws InvalidRecord where a field is unknown, missing or not as it must be
  /// @throws UnreadableJson where the text is no JSON
  public static <T extends Record> T read(String json, Class<T> type) {
    var tree = tree(json);
    var read = readLeniently(tree, type);
    List<Invalid> mistakes = new ArrayList<>(read.rest());
    var known = fields(type);
    for (var field : tree.properties()) {
      if (!known.contains(field.getKey())) {
        mistakes.add(new Invalid(field.getKey(), field.getValue(), "no such field"));
      }
    }
    if (!mistakes.isEmpty() || read.value().isEmpty()) {
      throw new InvalidRecord(type, mistakes);
    }
    return checked(read.value().get());
  }

  /// As much of a record as is valid; unknown fields are passed over.
  ///
  /// @throws UnreadableJson where the text is no JSON
  public static <T extends Record> Partly<T> readLeniently(String json, Class<T> type) {
    return readLeniently(tree(json), type);
  }

  private static <T extends Record> Partly<T> readLeniently(JsonNode tree, Class<T> type) {
    var valid = Json.object();
    List<Invalid> rest = new ArrayList<>();
    boolean whole = true;
    for (RecordComponent component : type.getRecordComponents()) {
      var name = Json.name(component.getName());
      var value = Optional.ofNullable(tree.get(name)).filter(it -> !it.isNull());
      var mistakes = mistakes(type, component, name, value);
      rest.addAll(mistakes);
      if (mistakes.isEmpty() && value.isPresent()) {
        valid.set(name, value.get());
      } else if (!component.getType().equals(Optional.class)) {
        whole = false;
      }
    }
    Optional<T> value = whole ? Optional.of(Json.read(valid, type)) : Optional.empty();
    return new Partly<>(value, valid, rest);
  }

  private static List<Invalid> mistakes(
      Class<?> type, RecordComponent component, String name, Optional<JsonNode> value) {
    if (value.isEmpty()) {
      return component.getType().equals(Optional.class)
          ? List.of()
          : List.of(new Invalid(name, NullNode.getInstance(), "a value"));
    }
    try {
      @Nullable Object read = Json.read(value.get(), component.getGenericType());
      return Constraints.mistakes(type, component.getName(), read).stream()
          .map(it -> new Invalid(name, value.get(), it.expectation()))
          .toList();
    } catch (UnreadableJson e) {
      return List.of(new Invalid(name, value.get(), inWords(component.getType())));
    }
  }

  private static String inWords(Class<?> type) {
    return type.isPrimitive() || Number.class.isAssignableFrom(type)
        ? "a value of type " + type.getSimpleName().toLowerCase(java.util.Locale.ROOT)
        : "a " + type.getSimpleName();
  }

  private static List<String> fields(Class<? extends Record> type) {
    List<String> names = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      names.add(Json.name(component.getName()));
    }
    return names;
  }

  private static JsonNode tree(String json) {
    return Json.tree(json.getBytes(StandardCharsets.UTF_8));
  }
}

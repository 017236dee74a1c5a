// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/// Reads and writes JSON: snake_case names, neither nulls nor empty `Optional`s, instants and
/// durations as ISO-8601, decimals exact, unknown fields ignored. No type is ever named inside the
/// JSON. Thread-safe; never blocks.
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final ObjectReader STRICT =
      MAPPER
          .reader()
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  private Json() {}

  /// A value as UTF-8 JSON on one line.
  ///
  /// @throws IllegalArgumentException where the value cannot be written
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /// A value of a type from UTF-8 JSON.
  ///
  /// @throws UnreadableJson where the bytes are no JSON or do not fit the type
  public static <T> T read(byte[] bytes, Class<T> type) {
    try {
      return MAPPER.readValue(bytes, type);
    } catch (IOException e) {
      throw new UnreadableJson(type.getSimpleName(), e);
    }
  }

  /// A value of a type from a tree.
  ///
  /// @throws UnreadableJson where the tree does not fit the type
  public static <T> T read(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JacksonException e) {
      throw new UnreadableJson(type.getSimpleName(), e);
    }
  }

  /// A tree from UTF-8 JSON.
  ///
  /// @throws UnreadableJson where the bytes are no JSON
  public static JsonNode tree(byte[] bytes) {
    return read(bytes, JsonNode.class);
  }

  /// A value of ours as a tree.
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /// A value of any type, a generic one included, from a tree.
  ///
  /// @throws UnreadableJson where the tree does not fit the type
  public static Object read(JsonNode tree, Type type) {
    try {
      return MAPPER.readerFor(MAPPER.constructType(type)).readValue(tree);
    } catch (IOException e) {
      throw new UnreadableJson(type.getTypeName(), e);
    }
  }

  /// A component's name as it is written.
  public static String name(String component) {
    return ((PropertyNamingStrategies.NamingBase) PropertyNamingStrategies.SNAKE_CASE)
        .translate(component);
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /// A value as UTF-8 JSON for a person, indented.
  ///
  /// @throws IllegalArgumentException where the value cannot be written
  public static byte[] pretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /// Values as JSON lines, one value a line, without nulls.
  ///
  /// @throws IllegalArgumentException where one of them cannot be written
  public static byte[] lines(Iterable<?> values) {
    var lines = new ByteArrayOutputStream();
    for (Object value : values) {
      lines.writeBytes(bytes(value));
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  /// A value of a type from UTF-8 JSON that holds nothing else: a field that the type does not
  /// have, a name given twice, a null for a number, or anything after the value is an error.
  ///
  /// @throws UnreadableJson where the bytes are no JSON or do not fit the type
  public static <T> T readStrictly(byte[] bytes, Class<T> type) {
    try {
      return STRICT.forType(type).readValue(bytes);
    } catch (IOException e) {
      throw new UnreadableJson(type.getSimpleName(), e);
    }
  }

  /// A value of a type from whatever fits of a JSON object: fields that do not fit are left out and
  /// reported.
  ///
  /// @throws UnreadableJson where the bytes are no JSON object, or nothing can be made of the rest
  public static <T> Lenient<T> readLeniently(byte[] bytes, Class<T> type) {
    if (!(tree(bytes) instanceof ObjectNode object)) {
      throw new UnreadableJson(type.getSimpleName(), new IOException("not a JSON object"));
    }
    List<String> leftOut = new ArrayList<>();
    while (true) {
      try {
        return new Lenient<>(MAPPER.treeToValue(object, type), leftOut);
      } catch (JsonMappingException e) {
        var field = e.getPath().isEmpty() ? null : e.getPath().getFirst().getFieldName();
        if (field == null || object.remove(field) == null) {
          throw new UnreadableJson(type.getSimpleName(), e);
        }
        leftOut.add(field);
      } catch (JacksonException e) {
        throw new UnreadableJson(type.getSimpleName(), e);
      }
    }
  }

  /// A changed value over the object that it was read from: what the type does not know stays as it
  /// was, for whoever reads the record next.
  ///
  /// @param original as it was read
  public static ObjectNode over(JsonNode original, Object changed) {
    var whole = original instanceof ObjectNode object ? object.deepCopy() : object();
    if (tree(changed) instanceof ObjectNode fields) {
      whole.setAll(fields);
    }
    return whole;
  }
}

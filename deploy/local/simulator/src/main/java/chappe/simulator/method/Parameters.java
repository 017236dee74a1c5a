// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import chappe.simulator.chat.Upload;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// The parameters of one call, every one as text, the way that Telegram's server reads them: an
/// object or a list is its JSON, an uploaded file is `attach://name`. Immutable.
///
/// @param values the texts by name
/// @param uploads the files that came with them, by the name after `attach://`
public record Parameters(Map<String, String> values, Map<String, Upload> uploads) {
  public Parameters {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    uploads = Map.copyOf(uploads);
  }

  /// Parameters without files.
  public Parameters(Map<String, String> values) {
    this(values, Map.of());
  }

  /// The parameters of a JSON object.
  public static Parameters of(JsonNode object) {
    Map<String, String> values = new LinkedHashMap<>();
    object
        .propertyStream()
        .filter(property -> !property.getValue().isNull())
        .forEach(property -> values.put(property.getKey(), asText(property.getValue())));
    return new Parameters(values);
  }

  /// Whether it was given, be it empty.
  boolean has(String name) {
    return values.containsKey(name);
  }

  /// The text of a parameter, empty where it was not given.
  public String text(String name) {
    return values.getOrDefault(name, "");
  }

  boolean flag(String name) {
    String text = text(name).strip();
    return text.equalsIgnoreCase("true") || text.equals("1") || text.equalsIgnoreCase("yes");
  }

  /// A whole number, none where it was not given or is no number.
  public OptionalLong integer(String name) {
    try {
      return OptionalLong.of(Long.parseLong(text(name).strip()));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  int number(String name) {
    return Math.clamp(integer(name).orElse(0), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /// A parameter as JSON; a missing node where it was not given or cannot be read.
  public JsonNode json(String name) {
    String text = text(name);
    if (text.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return Json.tree(text.getBytes(StandardCharsets.UTF_8));
    } catch (UnreadableJson _) {
      return MissingNode.getInstance();
    }
  }

  private static String asText(JsonNode value) {
    return value.isContainerNode() ? value.toString() : value.asText();
  }
}

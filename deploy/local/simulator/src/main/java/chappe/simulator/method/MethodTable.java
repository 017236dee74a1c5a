// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The 185 methods of Bot API 10.3 as data: `methods.json` has what each returns and requires,
/// `parameters.json` the words of a refusal, `contents.json` what a sent message consists of,
/// `results.json` a plausible result of every other type. Immutable.
final class MethodTable {
  private final Map<String, MethodShape> methods = new HashMap<>();
  private final JsonNode parameters = resource("parameters.json");
  private final JsonNode contents = resource("contents.json");
  private final JsonNode results = resource("results.json");

  MethodTable() {
    resource("methods.json")
        .propertyStream()
        .forEach(
            method ->
                methods.put(
                    method.getKey().toLowerCase(Locale.ROOT),
                    new MethodShape(
                        method.getKey(),
                        method.getValue().path("returns").asText(),
                        method.getValue().path("required"),
                        contents.path(method.getKey()))));
  }

  /// A method by its name in any case.
  Optional<MethodShape> method(String name) {
    return Optional.ofNullable(methods.get(name.toLowerCase(Locale.ROOT)));
  }

  Set<String> names() {
    return methods.keySet();
  }

  /// What is known of a parameter: `method.name` goes before `name`.
  JsonNode parameter(String method, String name) {
    JsonNode own = parameters.path(method + "." + name);
    return own.isMissingNode() ? parameters.path(name) : own;
  }

  /// A plausible value of a type; a copy.
  JsonNode result(String type) {
    JsonNode sample = results.path(type);
    if (sample.isMissingNode()) {
      throw new IllegalStateException("results.json has no " + type);
    }
    return sample.deepCopy();
  }

  private static JsonNode resource(String name) {
    try (InputStream stream = MethodTable.class.getResourceAsStream(name)) {
      return Json.tree(Objects.requireNonNull(stream, name).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

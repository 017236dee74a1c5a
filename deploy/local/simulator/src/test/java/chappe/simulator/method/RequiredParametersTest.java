// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.json.Json;
import chappe.simulator.SettableClock;
import chappe.simulator.chat.BotAccount;
import chappe.simulator.chat.World;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every required parameter of every method, left out and of the wrong type.
class RequiredParametersTest {
  private static final MethodTable TABLE = new MethodTable();
  // a webhook without an address is a webhook removed
  private static final Set<String> MAY_BE_EMPTY = Set.of("setWebhook.url");
  private static final Map<String, String> WRONG =
      Map.of("integer", "many", "number", "north", "array", "{\"a\":1}", "object", "[1]");

  private final World world =
      new World(new SettableClock(), new Random(5), (_, _, _, _) -> {}, _ -> {});
  private final Methods methods = new Methods(world);
  private final BotAccount bot = world.bot(42);

  static Stream<String> parameters() {
    return TABLE.names().stream()
        .sorted()
        .map(name -> TABLE.method(name).orElseThrow())
        .flatMap(
            method ->
                method
                    .required()
                    .propertyStream()
                    .map(it -> method.name() + "." + it.getKey() + "." + it.getValue().asText()));
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void aMissingOrIllTypedOneIsABadRequestInWords(String parameter) throws InterruptedException {
    List<String> parts = List.of(parameter.split("\\."));
    ObjectNode given = good(parts.get(0));
    given.remove(parts.get(1));
    if (!MAY_BE_EMPTY.contains(parts.get(0) + "." + parts.get(1))) {
      refused(parts.get(0), given);
    }
    String wrong = WRONG.get(parts.get(2));
    if (wrong != null) {
      refused(parts.get(0), given.put(parts.get(1), wrong));
    }
    if (parts.get(2).equals("chat")) {
      refused(parts.get(0), given.put(parts.get(1), "@nobody"));
    }
  }

  private void refused(String method, ObjectNode given) throws InterruptedException {
    Answer answer = methods.answer(bot, method, Parameters.of(given));
    assertThat(answer.status())
        .describedAs("%s %s: %s", method, given, answer.body())
        .isEqualTo(400);
    assertThat(answer.body().path("description").asText())
        .startsWith("Bad Request: ")
        .hasSizeGreaterThan("Bad Request: ".length());
  }

  private static ObjectNode good(String method) {
    ObjectNode given = Json.object();
    TABLE
        .method(method)
        .orElseThrow()
        .required()
        .propertyStream()
        .forEach(it -> given.set(it.getKey(), sample(it.getValue().asText())));
    return given;
  }

  private static JsonNode sample(String type) {
    return switch (type) {
      case "integer", "chat" -> Json.tree(7);
      case "number" -> Json.tree(1.5);
      case "boolean" -> Json.tree(true);
      case "array" -> Json.tree(List.of());
      case "object" -> Json.object();
      default -> Json.tree("typing");
    };
  }
}

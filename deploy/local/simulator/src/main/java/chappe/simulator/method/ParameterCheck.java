// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.simulator.chat.Directory;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/// Holds a call's parameters against the table: what is required is there, of its type and within
/// its bounds. What a message consists of is looked at before the chat, as Telegram does. Pure.
final class ParameterCheck {
  private final MethodTable table;
  private final Directory directory;

  ParameterCheck(MethodTable table, Directory directory) {
    this.table = table;
    this.directory = directory;
  }

  /// The first thing that is wrong.
  Optional<Answer.Refused> check(MethodShape method, Parameters given) {
    Optional<Answer.Refused> content =
        method
            .required()
            .propertyStream()
            .filter(parameter -> !parameter.getValue().asText().equals("chat"))
            .map(
                parameter ->
                    required(method, parameter.getKey(), parameter.getValue().asText(), given))
            .flatMap(Optional::stream)
            .findFirst();
    return content
        .or(() -> markup(given))
        .or(() -> bounds(method, given))
        .or(() -> Keyboard.readable(given))
        .or(() -> chats(method, given))
        .or(() -> Keyboard.check(given));
  }

  private Optional<Answer.Refused> required(
      MethodShape method, String name, String type, Parameters given) {
    JsonNode known = table.parameter(method.name(), name);
    String missing = known.path("missing").asText("parameter \"" + name + "\" is required");
    if (given.text(name).isBlank()) {
      return Optional.of(Answer.bad(missing));
    }
    boolean fits =
        switch (type) {
          case "integer" -> given.integer(name).isPresent();
          case "number" -> given.text(name).strip().matches("[+-]?[0-9]{1,18}(\\.[0-9]*)?");
          case "array" -> given.json(name).isArray();
          case "object" -> given.json(name).isObject();
          default -> true;
        };
    if (fits) {
      return Optional.empty();
    }
    String wrong =
        type.equals("array") || type.equals("object")
            ? "can't parse " + name.replace('_', ' ') + " JSON object"
            : missing;
    return Optional.of(Answer.bad(known.path("wrong").asText(wrong)));
  }

  private Optional<Answer.Refused> bounds(MethodShape method, Parameters given) {
    return given.values().keySet().stream()
        .map(name -> bound(table.parameter(method.name(), name), given, name))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Answer.Refused> bound(JsonNode known, Parameters given, String name) {
    String text = known.has("max") ? plain(given, name) : given.text(name);
    if (known.has("max")
        && text.strip().codePointCount(0, text.strip().length()) > known.path("max").asInt()) {
      return Optional.of(Answer.bad(known.path("long").asText()));
    }
    if (known.has("max_bytes")
        && text.getBytes(StandardCharsets.UTF_8).length > known.path("max_bytes").asInt()) {
      return Optional.of(Answer.bad(known.path("long").asText()));
    }
    JsonNode items = given.has(name) && known.has("max_items") ? given.json(name) : known;
    if (items.isArray() && items.isEmpty() && known.has("missing")) {
      return Optional.of(Answer.bad(known.path("missing").asText()));
    }
    if (items.isArray() && items.size() > known.path("max_items").asInt()) {
      return Optional.of(Answer.bad(known.path("long").asText()));
    }
    if (known.has("values")
        && known.path("values").valueStream().noneMatch(it -> it.asText().equals(text))) {
      return Optional.of(Answer.bad(known.path("wrong").asText()));
    }
    return Optional.empty();
  }

  /// What is counted: a text without its tags.
  private static String plain(Parameters given, String name) {
    return html(given) ? HtmlText.of(given.text(name)).text() : given.text(name);
  }

  private static Optional<Answer.Refused> markup(Parameters given) {
    return Stream.of("text", "caption")
        .filter(_ -> html(given))
        .map(name -> HtmlText.of(given.text(name)).mistake())
        .filter(mistake -> !mistake.isEmpty())
        .findFirst()
        .map(Answer::bad);
  }

  private static boolean html(Parameters given) {
    return given.text("parse_mode").equalsIgnoreCase("HTML");
  }

  private Optional<Answer.Refused> chats(MethodShape method, Parameters given) {
    return method
        .required()
        .propertyStream()
        .filter(parameter -> parameter.getValue().asText().equals("chat"))
        .map(parameter -> chat(given.text(parameter.getKey())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Answer.Refused> chat(String named) {
    if (named.isBlank()) {
      return Optional.of(Answer.bad("chat_id is empty"));
    }
    return directory.find(named).isPresent()
        ? Optional.empty()
        : Optional.of(Answer.bad("chat not found"));
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What Telegram checks of a `reply_markup`. Pure.
final class Keyboard {
  private static final String NAME = "reply_markup";
  private static final int MAX_DATA_BYTES = 64;
  private static final List<String> KINDS =
      List.of("inline_keyboard", "keyboard", "remove_keyboard", "force_reply");

  private Keyboard() {}

  /// Whether it is a markup at all.
  static Optional<Answer.Refused> readable(Parameters given) {
    if (given.text(NAME).isBlank()) {
      return Optional.empty();
    }
    JsonNode markup = given.json(NAME);
    if (markup.isMissingNode()) {
      return Optional.of(Answer.bad("can't parse reply keyboard markup JSON object"));
    }
    return markup.isObject() && (markup.isEmpty() || KINDS.stream().anyMatch(markup::has))
        ? Optional.empty()
        : Optional.of(Answer.bad("object expected as reply markup"));
  }

  /// Whether its inline buttons do something, with data that is not too long.
  static Optional<Answer.Refused> check(Parameters given) {
    return given
        .json(NAME)
        .path("inline_keyboard")
        .valueStream()
        .flatMap(JsonNode::valueStream)
        .map(Keyboard::button)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Answer.Refused> button(JsonNode button) {
    if (button.path("text").asText().isBlank()) {
      return Optional.of(
          Answer.bad("can't parse inline keyboard button: Can't find field \"text\""));
    }
    if (button.has("callback_data")) {
      int bytes = button.get("callback_data").asText().getBytes(StandardCharsets.UTF_8).length;
      return bytes < 1 || bytes > MAX_DATA_BYTES
          ? Optional.of(Answer.bad("BUTTON_DATA_INVALID"))
          : Optional.empty();
    }
    boolean acts =
        button
            .propertyStream()
            .map(Map.Entry::getKey)
            .anyMatch(
                name ->
                    !name.equals("text")
                        && !name.equals("style")
                        && !name.equals("icon_custom_emoji_id"));
    return acts
        ? Optional.empty()
        : Optional.of(
            Answer.bad(
                "can't parse inline keyboard button: Text buttons are unallowed in the inline"
                    + " keyboard"));
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Data of buttons that are too long for Telegram: what is sent is a token, and what is pressed is
/// the data again, at any instance and after any restart. Thread-safe; may block.
final class ButtonData {
  static final int LIMIT = 64;
  static final int MOST = 65_536;
  static final Duration LIFE = Duration.ofDays(180);

  private static final String MARK = "chappe~";
  private static final int MARKED = MARK.length() + 22;
  private static final Duration KNOWN = Duration.ofHours(12);
  private static final int MOST_KNOWN = 10_000;

  private final Keep keep;
  private final Cache<String, String> known;

  /// @param nanos a monotonic clock
  ButtonData(Keep keep, LongSupplier nanos) {
    this.keep = keep;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .ticker(nanos::getAsLong)
            .expireAfterWrite(KNOWN)
            .build();
  }

  /// Shortens the data of all buttons of a call.
  ///
  /// @param call changed in place
  /// @throws IllegalArgumentException where data have over 64 KiB
  void shorten(String bot, ObjectNode call) {
    shorten(bot, call.path("reply_markup"));
    for (JsonNode result : call.path("results")) {
      shorten(bot, result.path("reply_markup"));
    }
  }

  private void shorten(String bot, JsonNode markup) {
    for (JsonNode row : markup.path("inline_keyboard")) {
      for (JsonNode button : row) {
        var data = button.path("callback_data").asText("");
        // No character has fewer bytes than one.
        if (data.length() * 3 > LIMIT && bytes(data) > LIMIT) {
          ((ObjectNode) button).put("callback_data", kept(bot, data));
        }
      }
    }
  }

  /// An update with the data that its button was given; empty where they are kept no more.
  Optional<IncomingUpdate> restored(String bot, IncomingUpdate update) {
    var data = update.data();
    if (!update.kind().equals(Kind.CALLBACK_QUERY)
        || data.length() != MARKED
        || !data.startsWith(MARK)) {
      return Optional.of(update);
    }
    var token = data.substring(MARK.length());
    var present = known.getIfPresent(bot + ":" + token);
    return present == null
        ? keep.find(bot, token).map(update::withData)
        : Optional.of(update.withData(present));
  }

  private String kept(String bot, String data) {
    if (bytes(data) > MOST) {
      throw new IllegalArgumentException("a button's data may have at most 64 KiB");
    }
    var token = Keep.token("button", data);
    if (known.getIfPresent(bot + ":" + token) == null) {
      keep.keep(bot, token, data, LIFE);
      known.put(bot + ":" + token, data);
    }
    return MARK + token;
  }

  private static int bytes(String data) {
    return data.getBytes(StandardCharsets.UTF_8).length;
  }
}

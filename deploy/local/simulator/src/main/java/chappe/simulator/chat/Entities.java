// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds what Telegram marks in a plain text by itself: commands, mentions, hashtags and addresses.
/// Pure.
public final class Entities {
  private static final Pattern MARKED =
      Pattern.compile(
          "(?<![\\w/@#])(?:(?<command>/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?)(?![\\w/])"
              + "|(?<mention>@[A-Za-z0-9_]{3,32})(?!\\w)"
              + "|(?<hashtag>#[\\p{L}_][\\p{L}\\p{N}_]*)"
              + "|(?<url>https?://[^\\s<>\"]+))");

  private Entities() {}

  /// The entities of a text, in its order; offsets count UTF-16 units, as Telegram's do.
  public static ArrayNode of(String text) {
    ArrayNode entities = Json.object().putArray("entities");
    Matcher marked = MARKED.matcher(text);
    while (marked.find()) {
      entities
          .addObject()
          .put("type", type(marked))
          .put("offset", marked.start())
          .put("length", marked.end() - marked.start());
    }
    return entities;
  }

  private static String type(Matcher marked) {
    if (marked.group("command") != null) {
      return "bot_command";
    }
    if (marked.group("mention") != null) {
      return "mention";
    }
    return marked.group("hashtag") != null ? "hashtag" : "url";
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text in Telegram's HTML, taken apart into the plain text and its entities. Pure.
///
/// @param text without tags
/// @param entities what the tags said
/// @param mistake Telegram's words for what is wrong, empty where nothing is
record HtmlText(String text, ArrayNode entities, String mistake) {
  private static final Pattern PIECE =
      Pattern.compile(
          "<(?<close>/?)(?<tag>[a-zA-Z][a-zA-Z0-9-]*)(?<rest>[^>]*)>|&(?<name>lt|gt|amp|quot);|&#(?<number>[0-9]{1,7});|(?<open><)");
  private static final Pattern ADDRESS = Pattern.compile("href\\s*=\\s*[\"']?(?<url>[^\"'>\\s]+)");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("b", "bold"),
          Map.entry("strong", "bold"),
          Map.entry("i", "italic"),
          Map.entry("em", "italic"),
          Map.entry("u", "underline"),
          Map.entry("ins", "underline"),
          Map.entry("s", "strikethrough"),
          Map.entry("strike", "strikethrough"),
          Map.entry("del", "strikethrough"),
          Map.entry("code", "code"),
          Map.entry("pre", "pre"),
          Map.entry("a", "text_link"),
          Map.entry("tg-spoiler", "spoiler"),
          Map.entry("span", "spoiler"),
          Map.entry("tg-emoji", "custom_emoji"),
          Map.entry("blockquote", "blockquote"));
  private static final Map<String, String> NAMED =
      Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"");

  /// A tag that is still open.
  private record Open(String tag, ObjectNode entity) {}

  static HtmlText of(String html) {
    StringBuilder text = new StringBuilder();
    ArrayNode entities = Json.object().putArray("entities");
    Deque<Open> open = new ArrayDeque<>();
    Matcher piece = PIECE.matcher(html);
    int at = 0;
    while (piece.find()) {
      text.append(html, at, piece.start());
      at = piece.end();
      String mistake = take(piece, text, entities, open, html);
      if (!mistake.isEmpty()) {
        return new HtmlText("", entities, "can't parse entities: " + mistake);
      }
    }
    text.append(html.substring(at));
    if (!open.isEmpty()) {
      return new HtmlText(
          "",
          entities,
          "can't parse entities: Can't find end tag corresponding to start tag \"%s\""
              .formatted(open.getFirst().tag()));
    }
    return new HtmlText(text.toString(), entities, "");
  }

  private static String take(
      Matcher piece, StringBuilder text, ArrayNode entities, Deque<Open> open, String html) {
    if (piece.group("name") != null) {
      text.append(NAMED.get(piece.group("name")));
      return "";
    }
    if (piece.group("number") != null) {
      int character = Integer.parseInt(piece.group("number"));
      text.appendCodePoint(Character.isValidCodePoint(character) ? character : '?');
      return "";
    }
    int offset = html.substring(0, piece.start()).getBytes(StandardCharsets.UTF_8).length;
    if (piece.group("open") != null) {
      return "Unsupported start tag \"\" at byte offset " + offset;
    }
    String tag = piece.group("tag").toLowerCase(Locale.ROOT);
    if (!piece.group("close").isEmpty()) {
      return close(tag, offset, text, open);
    }
    String type = TYPES.get(tag);
    if (type == null) {
      return "Unsupported start tag \"%s\" at byte offset %d".formatted(tag, offset);
    }
    ObjectNode entity = entities.addObject().put("type", type).put("offset", text.length());
    Matcher address = ADDRESS.matcher(piece.group("rest"));
    if (tag.equals("a") && address.find()) {
      entity.put("url", address.group("url"));
    }
    open.push(new Open(tag, entity));
    return "";
  }

  private static String close(String tag, int offset, StringBuilder text, Deque<Open> open) {
    if (open.isEmpty()) {
      return "Unexpected end tag at byte offset " + offset;
    }
    Open last = open.pop();
    if (!last.tag().equals(tag)) {
      return "Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\""
          .formatted(offset, last.tag(), tag);
    }
    last.entity().put("length", text.length() - last.entity().path("offset").asInt());
    return "";
  }
}

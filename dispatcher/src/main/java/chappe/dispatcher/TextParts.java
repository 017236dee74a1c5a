// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;

/// Cuts a text into messages that Telegram accepts. Pure.
final class TextParts {
  // A part shorter than that would look torn off: rather cut at the next weaker place.
  private static final double LEAST_FILL = 0.5;

  private TextParts() {}

  /// The parts of a text in order, at most `limit` UTF-16 units each: cut at the last empty line
  /// that fits, else line break, else blank, else between two characters as a person sees them. The
  /// blanks at a cut are dropped, as Telegram does; otherwise nothing is.
  ///
  /// @param limit at least 1; units are counted because Telegram's own count is never higher
  /// @return at least one part, none of them blank
  /// @throws IllegalArgumentException where the text is blank
  static List<String> of(String text, int limit) {
    List<String> parts = new ArrayList<>();
    var rest = text;
    while (rest.length() > limit) {
      int cut = cut(rest, limit);
      add(parts, rest.substring(0, cut).stripTrailing());
      // Blanks at the start of a line are an indentation and stay; a line break at a cut goes.
      rest = rest.substring(cut).replaceFirst("^\\s*\\R|^\\s+", "");
    }
    add(parts, rest);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a text to send must not be blank");
    }
    return List.copyOf(parts);
  }

  private static void add(List<String> parts, String part) {
    if (!part.isBlank()) {
      parts.add(part);
    }
  }

  private static int cut(String text, int limit) {
    int least = (int) (limit * LEAST_FILL);
    // One more than fits: a text that ends exactly before a break is not cut earlier.
    var window = text.substring(0, limit + 1);
    int paragraph = window.lastIndexOf("\n\n");
    if (paragraph > least) {
      return paragraph;
    }
    int line = window.lastIndexOf('\n');
    if (line > least) {
      return line;
    }
    for (int at = limit; at > least; at--) {
      if (Character.isWhitespace(window.charAt(at))) {
        return at;
      }
    }
    return betweenCharacters(text, limit);
  }

  private static int betweenCharacters(String text, int limit) {
    var characters = BreakIterator.getCharacterInstance();
    characters.setText(text);
    int cut = characters.isBoundary(limit) ? limit : characters.preceding(limit);
    // A single character over the limit (a pile of accents) can only be torn.
    return cut > 0 ? cut : limit;
  }
}

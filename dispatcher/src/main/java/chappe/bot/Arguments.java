// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.util.List;
import java.util.stream.Stream;

/// What a person typed after a command, read word by word. Whatever does not fit is [BadArguments],
/// which tells the person the command's usage when the handler lets it through. Not thread-safe.
///
/// ```java
/// var arguments = context.arguments();
/// long seconds = arguments.number(1, 3600);
/// String text = arguments.rest();
/// ```
public final class Arguments {
  private final String text;
  private int at;

  private Arguments(String text) {
    this.text = text;
  }

  /// The arguments in a text.
  public static Arguments of(String text) {
    return new Arguments(text);
  }

  /// All of it as it was typed, whatever was read before; may be empty.
  public String text() {
    return text;
  }

  /// All words, whatever was read before; may be empty.
  public List<String> words() {
    return Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  /// Whether another word follows.
  public boolean hasMore() {
    skipBlanks();
    return at < text.length();
  }

  /// The next word.
  ///
  /// @throws BadArguments where there is none
  public String word() {
    needMore();
    int start = at;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  /// The next word as a whole number.
  ///
  /// @param least what it must not be under
  /// @param most what it must not be over
  /// @throws BadArguments where there is none, or it is no number, or out of range
  public long number(long least, long most) {
    var word = word();
    try {
      long number = Long.parseLong(word);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below, as for a number out of range.
    }
    throw new BadArguments("a whole number from " + least + " to " + most + " is expected");
  }

  /// All that follows, with its line breaks and inner blanks.
  ///
  /// @throws BadArguments where nothing follows
  public String rest() {
    needMore();
    String rest = text.substring(at);
    at = text.length();
    return rest;
  }

  private void needMore() {
    if (!hasMore()) {
      throw new BadArguments("an argument is missing");
    }
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}

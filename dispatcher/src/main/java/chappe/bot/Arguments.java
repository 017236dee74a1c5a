// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,30}(?:[.,]\\d{1,30})?");
  private static final Pattern DURATION =
      Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,8})m)?(?:(\\d{1,9})s)?");
  private static final Duration LONGEST = Duration.ofDays(3660);

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

  /// The next word as a decimal number, with a point or a comma.
  ///
  /// @throws BadArguments where there is none, or it is no number, or out of range
  public BigDecimal decimal(BigDecimal least, BigDecimal most) {
    var word = word();
    if (DECIMAL.matcher(word).matches()) {
      var number = new BigDecimal(word.replace(',', '.'));
      if (number.compareTo(least) >= 0 && number.compareTo(most) <= 0) {
        return number;
      }
    }
    throw new BadArguments("a number from " + least + " to " + most + " is expected");
  }

  /// The next word as one of some, in upper or lower case.
  ///
  /// @return it as it stands among the choices
  /// @throws BadArguments where there is none, or another one
  public String oneOf(String... choices) {
    var word = word();
    for (String choice : choices) {
      if (choice.equalsIgnoreCase(word)) {
        return choice;
      }
    }
    throw new BadArguments("one of " + String.join(", ", choices) + " is expected");
  }

  /// The next word as a date, such as `2026-11-30`.
  ///
  /// @throws BadArguments where there is none, or it is no date
  public LocalDate date() {
    var word = word();
    try {
      return LocalDate.parse(word);
    } catch (DateTimeParseException _) {
      throw new BadArguments("a date such as 2026-11-30 is expected");
    }
  }

  /// The next word as a time span: a number with `s`, `m`, `h` or `d`, or several of them, such as
  /// `1h30m`.
  ///
  /// @return over zero
  /// @throws BadArguments where there is none, or it is no such thing, or over ten years
  public Duration duration() {
    var parts = DURATION.matcher(word());
    if (parts.matches()) {
      var duration =
          Duration.ofDays(part(parts, 1))
              .plusHours(part(parts, 2))
              .plusMinutes(part(parts, 3))
              .plusSeconds(part(parts, 4));
      if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    }
    throw new BadArguments("a time such as 90s, 15m, 1h30m or 2d is expected");
  }

  /// Makes sure that nothing follows.
  ///
  /// @throws BadArguments where something does
  public void end() {
    if (hasMore()) {
      throw new BadArguments("nothing more is expected");
    }
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

  private static long part(Matcher parts, int group) {
    var digits = parts.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
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

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.form;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The usual questions. What they answer to what does not do are texts of the engine (`form.email`
/// and so on), which a bot may say in its own words and languages.
public final class Questions {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.ofPattern("uuuu-M-d").withResolverStyle(ResolverStyle.STRICT),
          DateTimeFormatter.ofPattern("d.M.uuuu").withResolverStyle(ResolverStyle.STRICT));

  private Questions() {}

  /// A text.
  ///
  /// @param least characters, 1 or more
  /// @param most characters
  public static Question<String> text(int least, int most) {
    return answer -> {
      int length = answer.codePointCount(0, answer.length());
      return length >= least && length <= most
          ? Reading.good(answer)
          : Reading.bad("form.text", least, most);
    };
  }

  /// An e-mail address, in lower case.
  public static Question<String> email() {
    return answer ->
        Constraints.isEmail(answer)
            ? Reading.good(answer.toLowerCase(Locale.ROOT))
            : Reading.bad("form.email");
  }

  /// A phone number without its separators (blanks, hyphens, parentheses), with a `+` in front
  /// where there was one. A contact that is sent does as well.
  ///
  /// @param leastDigits 1 to 15
  public static Question<String> phone(int leastDigits) {
    return answer -> {
      var number = Phone.Digits.of(answer);
      return Phone.Digits.isPhone(number, leastDigits)
          ? Reading.good(number)
          : Reading.bad("form.phone", leastDigits);
    };
  }

  /// A phone number of at least 10 digits.
  public static Question<String> phone() {
    return phone(Phone.LEAST_DIGITS);
  }

  /// A whole number.
  public static Question<Long> number(long least, long most) {
    return answer ->
        whole(answer)
            .filter(it -> it >= least && it <= most)
            .map(Reading::good)
            .orElseGet(() -> Reading.bad("form.number", least, most));
  }

  /// An age in years, with a refusal for each side.
  public static Question<Integer> age(int least, int most) {
    return answer -> {
      var years = whole(answer);
      if (years.isEmpty()) {
        return Reading.bad("form.age");
      }
      if (years.get() < least) {
        return Reading.bad("form.age.under", least);
      }
      return years.get() > most
          ? Reading.bad("form.age.over", most)
          : Reading.good(years.get().intValue());
    };
  }

  /// A day, as `2026-12-31` or `31.12.2026`.
  public static Question<LocalDate> date(LocalDate first, LocalDate last) {
    return answer ->
        day(answer)
            .filter(it -> !it.isBefore(first) && !it.isAfter(last))
            .map(Reading::good)
            .orElseGet(() -> Reading.bad("form.date", first.toString(), last.toString()));
  }

  /// One of these, in upper or lower case; the person gets a button for each.
  public static Question<String> choice(String... choices) {
    var all = List.of(choices);
    return new Question<>() {
      @Override
      public Reading<String> read(String answer) {
        return all.stream()
            .filter(answer::equalsIgnoreCase)
            .findFirst()
            .map(Reading::good)
            .orElseGet(() -> Reading.bad("form.choice", String.join(", ", all)));
      }

      @Override
      public List<String> choices() {
        return all;
      }
    };
  }

  /// Anything else.
  ///
  /// @param read makes the value of an answer; empty where it does not do
  /// @param expectation what would do, as in "a plate such as B-AB 123"
  public static <T> Question<T> custom(Function<String, Optional<T>> read, String expectation) {
    return answer ->
        read.apply(answer)
            .map(Reading::good)
            .orElseGet(() -> Reading.bad("form.again", expectation));
  }

  private static Optional<Long> whole(String answer) {
    return WHOLE.matcher(answer).matches() ? Optional.of(Long.parseLong(answer)) : Optional.empty();
  }

  private static Optional<LocalDate> day(String answer) {
    for (DateTimeFormatter format : DATES) {
      try {
        return Optional.of(LocalDate.parse(answer, format));
      } catch (DateTimeException _) {
        // Perhaps the next one fits.
      }
    }
    return Optional.empty();
  }
}

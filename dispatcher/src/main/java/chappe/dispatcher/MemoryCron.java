// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The usual part of cron expressions, for tests of bots: stars, numbers, names, lists, ranges and
/// steps. The scheduler's own knows more. Immutable.
///
/// @param fields from the second to the day of the week
record MemoryCron(List<NavigableSet<Integer>> fields, boolean anyDay, boolean anyWeekday) {
  private static final int[] LEAST = {0, 0, 0, 1, 1, 0};
  private static final int[] MOST = {59, 59, 23, 31, 12, 7};
  private static final List<String> MONTHS =
      List.of("JAN,FEB,MAR,APR,MAY,JUN,JUL,AUG,SEP,OCT,NOV,DEC".split(","));
  private static final List<String> DAYS = List.of("SUN,MON,TUE,WED,THU,FRI,SAT".split(","));
  private static final int FAR = 366 * 8;

  /// @throws IllegalArgumentException where it is not of the usual part
  static MemoryCron of(String expression) {
    var words = List.of(expression.strip().toUpperCase(Locale.ROOT).split("\\s+"));
    var six = words.size() == 5 ? List.of(("0 " + String.join(" ", words)).split(" ")) : words;
    if (six.size() != LEAST.length) {
      throw new IllegalArgumentException("no cron expression: " + expression);
    }
    try {
      var fields = IntStream.range(0, six.size()).mapToObj(it -> field(six.get(it), it)).toList();
      return new MemoryCron(fields, isAny(six.get(3)), isAny(six.get(5)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("tests of bots do not know the cron " + expression, e);
    }
  }

  private static boolean isAny(String word) {
    return word.equals("*") || word.equals("?");
  }

  private static NavigableSet<Integer> field(String word, int index) {
    NavigableSet<Integer> values = new TreeSet<>();
    for (String part : word.split(",", -1)) {
      var step = part.split("/", 2);
      var range = step[0].split("-", 2);
      boolean any = isAny(step[0]);
      int from = any ? LEAST[index] : number(range[0], index);
      boolean open = any || (step.length > 1 && range.length == 1);
      int to = range.length > 1 ? number(range[1], index) : open ? MOST[index] : from;
      for (int value = from;
          value <= to;
          value += step.length > 1 ? Integer.parseInt(step[1]) : 1) {
        // Sunday is 0 and 7.
        values.add(index == 5 ? value % 7 : value);
      }
    }
    return values;
  }

  private static int number(String word, int index) {
    int month = MONTHS.indexOf(word);
    int day = DAYS.indexOf(word);
    return index == 4 && month >= 0
        ? month + 1
        : index == 5 && day >= 0 ? day : Integer.parseInt(word);
  }

  /// The first time after a moment; empty where there is none within eight years.
  Optional<Instant> after(Instant moment, ZoneId zone) {
    var day = moment.atZone(zone).toLocalDate();
    for (int i = 0; i < FAR; i++, day = day.plusDays(1)) {
      if (fits(day)) {
        for (LocalTime time : times()) {
          // What falls into the gap of summer time is shifted behind it.
          var at = day.atTime(time).atZone(zone).toInstant();
          if (at.isAfter(moment)) {
            return Optional.of(at);
          }
        }
      }
    }
    return Optional.empty();
  }

  private boolean fits(LocalDate day) {
    boolean ofMonth = fields.get(3).contains(day.getDayOfMonth());
    boolean ofWeek = fields.get(5).contains(day.getDayOfWeek().getValue() % 7);
    // As cron has it: where both are given, either will do.
    return fields.get(4).contains(day.getMonthValue())
        && ((anyDay || anyWeekday) ? (ofMonth && ofWeek) : (ofMonth || ofWeek));
  }

  private List<LocalTime> times() {
    return fields.get(2).stream()
        .flatMap(
            hour ->
                fields.get(1).stream()
                    .flatMap(
                        minute ->
                            fields.get(0).stream()
                                .map(second -> LocalTime.of(hour, minute, second))))
        .toList();
  }
}

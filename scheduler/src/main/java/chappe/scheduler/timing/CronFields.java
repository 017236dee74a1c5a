// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.timing;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.Always;
import com.cronutils.parser.CronParser;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads cron expressions: five fields (minute, hour, day of month, month, day of week; 0 and 7 are
/// Sunday), or six with the second before them; `L`, `W`, `#` and `?` where other crons have them.
final class CronFields {
  private static final List<String> NAMES =
      List.of("second", "minute", "hour", "day of month", "month", "day of week");
  private static final Pattern FIELD = Pattern.compile("\\S+");
  private static final int MOST_CHARACTERS = 200;

  private static final CronDefinition DEFINITION =
      CronDefinitionBuilder.defineCron()
          .withSeconds()
          .withValidRange(0, 59)
          .and()
          .withMinutes()
          .withValidRange(0, 59)
          .and()
          .withHours()
          .withValidRange(0, 23)
          .and()
          .withDayOfMonth()
          .withValidRange(1, 31)
          .supportsL()
          .supportsW()
          .supportsLW()
          .supportsQuestionMark()
          .and()
          .withMonth()
          .withValidRange(1, 12)
          .and()
          .withDayOfWeek()
          .withValidRange(0, 7)
          .withMondayDoWValue(1)
          .withIntMapping(7, 0)
          .supportsHash()
          .supportsL()
          .supportsQuestionMark()
          .and()
          .instance();

  private CronFields() {}

  /// One field as written.
  ///
  /// @param at its place in the expression, from 1
  private record Field(String name, String text, int at) {}

  /// @throws InvalidJob with the place and the reason
  static Cron read(String expression) throws InvalidJob {
    if (expression.length() > MOST_CHARACTERS) {
      throw new InvalidJob(
          "a cron expression has at most %d characters".formatted(MOST_CHARACTERS));
    }
    List<Field> fields = fields(expression);
    try {
      return parsed(fields.stream().map(Field::text).toList());
    } catch (IllegalArgumentException whole) {
      for (int i = 0; i < fields.size(); i++) {
        checkAlone(expression, fields.get(i), i, fields.size());
      }
      throw new InvalidJob(
          "the cron expression '%s' cannot be read: %s".formatted(expression, reason(whole)));
    }
  }

  /// Whether the hour is left open, so that the expression goes on through every hour.
  static boolean everyHour(Cron cron) {
    return cron.retrieve(CronFieldName.HOUR).getExpression() instanceof Always;
  }

  private static List<Field> fields(String expression) throws InvalidJob {
    List<String> texts = FIELD.matcher(expression).results().map(it -> it.group()).toList();
    int missing = NAMES.size() - texts.size();
    if (missing < 0 || missing > 1) {
      throw new InvalidJob(
          "the cron expression '%s' has %d fields; there are five (minute, hour, day of month, month, day of week), or six with the second before them"
              .formatted(expression, texts.size()));
    }
    Matcher places = FIELD.matcher(expression);
    return NAMES.stream()
        .skip(missing)
        .map(
            it -> {
              boolean _ = places.find();
              return new Field(it, places.group(), places.start() + 1);
            })
        .toList();
  }

  private static Cron parsed(List<String> texts) {
    String all = String.join(" ", texts);
    return new CronParser(DEFINITION)
        .parse(texts.size() == NAMES.size() ? all : "0 " + all)
        .validate();
  }

  /// Reads an expression of which one field alone is not left open.
  private static void checkAlone(String expression, Field field, int index, int count)
      throws InvalidJob {
    List<String> texts = new java.util.ArrayList<>(Collections.nCopies(count, "*"));
    texts.set(index, field.text());
    try {
      Cron _ = parsed(texts);
    } catch (IllegalArgumentException e) {
      throw new InvalidJob(
          "the cron expression '%s' cannot be read at character %d, the %s '%s': %s"
              .formatted(expression, field.at(), field.name(), field.text(), reason(e)));
    }
  }

  /// The innermost reason: the outer ones repeat the expression.
  private static String reason(Throwable failure) {
    Throwable reason = failure;
    while (reason.getCause() != null && reason.getCause().getMessage() != null) {
      reason = reason.getCause();
    }
    return String.valueOf(reason.getMessage());
  }
}

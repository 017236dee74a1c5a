// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.dead.DeadLetter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/// A dead letter on one line.
final class LetterLine {
  private LetterLine() {}

  static String of(DeadLetter letter) {
    var death = letter.death();
    return clean(
        "%-18s %-20s %-18s %-12s %-28s %d× %s%s"
            .formatted(
                letter.place(),
                letter.key(),
                letter.id(),
                letter.type(),
                death.error().substring(death.error().lastIndexOf('.') + 1),
                death.attempts(),
                death.at().truncatedTo(ChronoUnit.SECONDS),
                letter
                    .resolution()
                    .map(
                        it ->
                            " %s %s by %s"
                                .formatted(
                                    it.kind(), it.at().truncatedTo(ChronoUnit.SECONDS), it.by()))
                    .orElse("")));
  }

  /// The same for a program.
  static Map<String, Object> fields(DeadLetter letter) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("place", letter.place().toString());
    fields.put("service", letter.service());
    fields.put("key", letter.key());
    fields.put("id", letter.id());
    fields.put("type", letter.type());
    fields.put("error", letter.death().error());
    fields.put("attempts", letter.death().attempts());
    fields.put("died_at", letter.death().at());
    fields.put("origin", letter.death().origin());
    letter
        .resolution()
        .ifPresent(
            it -> {
              fields.put("resolution", it.kind().toString());
              fields.put("resolved_at", it.at());
              fields.put("resolved_by", it.by());
            });
    return fields;
  }

  /// What came from outside shall not steer a terminal.
  static String clean(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "�");
  }
}

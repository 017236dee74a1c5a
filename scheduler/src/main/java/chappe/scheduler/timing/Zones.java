// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.timing;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds time zones by their names.
final class Zones {
  private static final int NAMED = 3;

  private Zones() {}

  /// @throws InvalidJob with the nearest names, where there is no such zone
  static ZoneId named(String name) throws InvalidJob {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException _) {
      throw new InvalidJob(
          "there is no time zone '%s'; the nearest are %s"
              .formatted(name, String.join(", ", nearest(name))));
    }
  }

  private static List<String> nearest(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ZoneId.getAvailableZoneIds().stream()
        .sorted(
            Comparator.comparingInt((String it) -> edits(it.toLowerCase(Locale.ROOT), lower))
                .thenComparing(Comparator.naturalOrder()))
        .limit(NAMED)
        .toList();
  }

  /// Single-character edits from one name to the other; what the longer one begins or ends with
  /// counts little, so that `Berlin` finds `Europe/Berlin`.
  private static int edits(String zone, String name) {
    String city = zone.substring(zone.lastIndexOf('/') + 1);
    return Math.min(2 * distance(zone, name), 2 * distance(city, name) + 1);
  }

  /// Levenshtein's.
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}

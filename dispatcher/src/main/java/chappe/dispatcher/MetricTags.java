// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/// What was recorded under one name since the start, by its tags. Thread-safe.
final class MetricTags {
  static final int MOST_SETS = 50;
  static final int MOST_TAGS = 8;
  static final int LONGEST_VALUE = 64;
  private static final String OTHER = "other";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,63}");
  private static final Set<String> TAKEN = Set.of("bot", "quantile", "le");

  private final Map<Map<String, String>, Total> totals = new ConcurrentHashMap<>();

  /// How many values, and their sum.
  static final class Total {
    private final LongAdder count = new LongAdder();
    private final DoubleAdder sum = new DoubleAdder();

    long count() {
      return count.sum();
    }

    double sum() {
      return sum.sum();
    }
  }

  /// @throws IllegalArgumentException where the tags are not as an author is told
  static Map<String, String> checked(Map<String, String> tags) {
    if (tags.isEmpty()) {
      return Map.of();
    }
    if (tags.size() > MOST_TAGS) {
      throw new IllegalArgumentException(
          "%d tags; at most %d are possible".formatted(tags.size(), MOST_TAGS));
    }
    Map<String, String> checked = new TreeMap<>();
    tags.forEach(
        (name, value) -> {
          if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
            throw new IllegalArgumentException(
                "'%s' cannot be a tag's name: letters, digits and _, not %s"
                    .formatted(name, String.join(", ", TAKEN)));
          }
          checked.put(name, value.substring(0, Math.min(value.length(), LONGEST_VALUE)));
        });
    return checked;
  }

  /// @param tags that are [#checked]
  void add(Map<String, String> tags, double value) {
    var total = totals.get(tags);
    if (total == null) {
      // Two threads at once may go over by one, which is no harm.
      var known = totals.size() < MOST_SETS ? tags : others(tags);
      total = totals.computeIfAbsent(known, _ -> new Total());
    }
    total.count.increment();
    total.sum.add(value);
  }

  double sum() {
    return totals.values().stream().mapToDouble(Total::sum).sum();
  }

  void forEach(BiConsumer<Map<String, String>, Total> action) {
    totals.forEach(action);
  }

  private static Map<String, String> others(Map<String, String> tags) {
    Map<String, String> others = new TreeMap<>(tags);
    others.replaceAll((_, _) -> OTHER);
    return others;
  }
}

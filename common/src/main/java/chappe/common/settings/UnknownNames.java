// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Names in `.env` and in the secrets folder that nothing declares: most are misspelt. The
/// environment is not looked at, it is full of other programs' names.
final class UnknownNames {
  /// A letter left out, doubled, wrong or twisted with its neighbour.
  private static final int SLIP = 2;

  private final Layers layers;
  private final Set<String> known = new TreeSet<>(List.of(Layers.SECRETS_FOLDER));

  UnknownNames(Layers layers, List<Class<? extends Record>> declared) {
    this.layers = layers;
    declared.forEach(it -> known.addAll(Declarations.of(it).names(layers)));
  }

  List<String> warnings() {
    return warnings(Integer.MAX_VALUE);
  }

  /// Those that are nearly the name of a setting.
  List<String> slips() {
    return warnings(SLIP);
  }

  /// @param most edits from the nearest name
  private List<String> warnings(int most) {
    List<String> warnings = new ArrayList<>();
    layers.all().stream()
        .filter(it -> it.source().equals(DotEnv.SOURCE))
        .flatMap(it -> it.values().keySet().stream())
        .sorted()
        .forEach(it -> warn(DotEnv.SOURCE, it, most, warnings));
    layers.namesInFolder().forEach(it -> warn("secrets folder", it, most, warnings));
    return warnings;
  }

  private void warn(String source, String name, int most, List<String> warnings) {
    String upper = name.toUpperCase(Locale.ROOT);
    String plain =
        upper.endsWith(Layers.FILE_SUFFIX)
            ? upper.substring(0, upper.length() - Layers.FILE_SUFFIX.length())
            : upper;
    if (known.contains(upper) || known.contains(plain)) {
      return;
    }
    var nearest = nearest(upper);
    if (distance(nearest, upper) <= most) {
      warnings.add(source + ": " + upper + " is no setting; the nearest is " + nearest);
    }
  }

  private String nearest(String name) {
    return known.stream().min(Comparator.comparingInt(it -> distance(it, name))).orElseThrow();
  }

  /// Single-character edits from one word to the other (Levenshtein).
  static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}

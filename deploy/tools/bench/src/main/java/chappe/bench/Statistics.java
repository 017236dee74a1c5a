// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench;

import java.util.Arrays;
import java.util.List;

/// The little arithmetic that figures need. Pure.
public final class Statistics {
  private Statistics() {}

  /// The middle of the values; of an even number the mean of the two in the middle.
  ///
  /// @throws IllegalArgumentException where there are none
  public static double median(List<Double> values) {
    double[] sorted = sorted(values.stream().mapToDouble(it -> it).toArray());
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// The smallest value that at least this share of the values does not exceed.
  ///
  /// @param share over 0, at most 1
  /// @throws IllegalArgumentException where there are none
  public static double percentile(double[] values, double share) {
    double[] sorted = sorted(values);
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  private static double[] sorted(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}

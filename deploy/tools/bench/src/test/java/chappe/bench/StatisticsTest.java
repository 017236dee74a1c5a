// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void medianIsTheMiddleOrTheMeanOfTheTwoThere() {
    assertThat(Statistics.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
    assertThat(Statistics.median(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3.0);
  }

  @Test
  void percentileIsTheSmallestThatEnoughDoNotExceed() {
    double[] values = IntStream.rangeClosed(1, 200).mapToDouble(it -> 201 - it).toArray();
    assertThat(Statistics.percentile(values, 0.5)).isEqualTo(100.0);
    assertThat(Statistics.percentile(values, 0.99)).isEqualTo(198.0);
    assertThat(Statistics.percentile(values, 1)).isEqualTo(200.0);
    assertThat(Statistics.percentile(new double[] {7}, 0.01)).isEqualTo(7.0);
  }

  @Test
  void nothingMeasuredIsNoFigure() {
    assertThatIllegalArgumentException().isThrownBy(() -> Statistics.median(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Statistics.percentile(new double[0], 0.5));
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FigureTest {
  @Test
  void aLineHasItsReferenceAndRatio() {
    Figure figure =
        new Figure(
            "keyed",
            "noop_vs_plain",
            48_000,
            "records/s",
            Optional.of(new Figure.Reference("plain_loop", 51_000, 0.94)),
            Map.of());
    assertThat(figure.line())
        .isEqualTo(
            "{\"bench\":\"keyed\",\"figure\":\"noop_vs_plain\",\"value\":48000,"
                + "\"unit\":\"records/s\",\"reference\":\"plain_loop\","
                + "\"reference_value\":51000,\"ratio\":0.94}");
  }

  @Test
  void aFigureAloneHasNoneAndWhatBelongsToItComesLast() {
    assertThat(Figure.of("keyed", "takeover_s", 7.123456, "s").with("kills", 3).line())
        .isEqualTo(
            "{\"bench\":\"keyed\",\"figure\":\"takeover_s\",\"value\":7.123,\"unit\":\"s\","
                + "\"kills\":3}");
  }

  @Test
  void noNumberHasAnExponent() {
    assertThat(Figure.of("b", "f", 123_456_789, "x").line()).contains("\"value\":123500000,");
    assertThat(Figure.of("b", "f", 0, "x").line()).contains("\"value\":0,");
    assertThat(Figure.of("b", "f", -0.25, "x").line()).contains("\"value\":-0.25,");
    assertThat(Figure.of("b", "f", 0.00001234, "x").line()).doesNotContain("E");
  }
}

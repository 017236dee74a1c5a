// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class TallyTest {
  @Test
  void theRateLeavesTheStartOut() {
    Tally tally = new Tally(100);
    for (int number = 0; number < 100; number++) {
      // ten that come in a slow start, then one a millisecond
      tally.note(number, number < 10 ? number * 1_000L : 20_000 + number);
    }
    assertThat(tally.rate(0.1)).isCloseTo(90 / 0.089, org.assertj.core.data.Offset.offset(1e-6));
    assertThatCode(() -> tally.check("it")).doesNotThrowAnyException();
  }

  @Test
  void whatIsLostOrDoubledOrNeverWentInIsTold() {
    Tally tally = new Tally(3);
    tally.note(0, 1);
    tally.note(0, 2);
    assertThatIllegalStateException()
        .isThrownBy(() -> tally.check("it"))
        .withMessageContaining("it lost 2 and doubled 1 of 3");
    assertThatIllegalStateException().isThrownBy(() -> tally.note(3, 1));
  }
}

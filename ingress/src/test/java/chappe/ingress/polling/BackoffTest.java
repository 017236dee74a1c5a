// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void doublesUpToAMinuteAndBeginsAnew() {
    var backoff = new Backoff();
    assertThat(Stream.generate(backoff::next).limit(8).map(it -> it.toSeconds()))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    backoff.reset();
    assertThat(backoff.next()).hasSeconds(1);
  }
}

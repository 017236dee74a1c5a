// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryIdTest {
  @ParameterizedTest
  @CsvSource({
    "demo:7,demo:7~1",
    "demo:7~1,demo:7~2",
    "demo:7~9,demo:7~10",
    "demo:7~1:2,demo:7~1:2~1",
    "demo:a~b,demo:a~b~1",
    "demo:a~,demo:a~~1"
  })
  void countsItsDeaths(String id, String next) {
    assertThat(RetryId.after(id)).isEqualTo(next);
    assertThat(RetryId.first(next)).isEqualTo(RetryId.first(id));
  }
}

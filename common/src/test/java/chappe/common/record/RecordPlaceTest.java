// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordPlaceTest {
  @Test
  void isReadAsItIsWritten() {
    var place = new RecordPlace("chappe.outbound-x", 3, 17);
    assertThat(place).hasToString("chappe.outbound-x-3@17");
    assertThat(RecordPlace.parse(place.toString())).contains(place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "dispatcher", "dispatcher-3", "-3@1", "dispatcher-x@1", "sender-3@-1"})
  void anythingElseIsNone(String text) {
    assertThat(RecordPlace.parse(text)).isEmpty();
  }
}

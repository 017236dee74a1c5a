// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {
  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

  @Test
  void aFreshOneHasTheFormOfTheStandard() {
    assertThat(text(Traceparent.fresh()))
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
        .isNotEqualTo(text(Traceparent.fresh()));
  }

  @Test
  void aChildKeepsTraceAndFlagsAndHasASpanOfItsOwn() {
    String child = text(Traceparent.childOf(PARENT.getBytes(US_ASCII)));

    assertThat(child).matches("00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-00");
    assertThat(child).isNotEqualTo(PARENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
        "00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
        "00-0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331-00",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g"
      })
  void whatIsNoParentBeginsANewTrace(String parent) {
    assertThat(text(Traceparent.childOf(parent.getBytes(US_ASCII))))
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
        .doesNotContain("0af7651916cd43dd8448eb211c80319c");
  }

  private static String text(byte[] value) {
    return new String(value, US_ASCII);
  }
}

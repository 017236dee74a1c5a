// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chappe.common.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadsTest {
  private static final Secret OLD = Secret.of("an old key of more than 32 characters");
  private static final Secret NEW = Secret.of("a new key of more than 32 characters!");

  private final Payloads payloads = new Payloads("demo", List.of(NEW, OLD));

  @ParameterizedTest
  @ValueSource(strings = {"o1", "demo:123:1", "a.b.c", ".", "..", "x.y."})
  void anOrderComesBack(String order) {
    assertThat(payloads.order(payloads.signed(order))).contains(order);
  }

  @Test
  void theLongestOrderFitsIntoATelegramPayload() {
    String signed = payloads.signed("x".repeat(InvoiceRules.LONGEST_ORDER));
    assertThat(signed.getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(Payloads.LONGEST);
    assertThat(payloads.order(signed)).isPresent();
    assertThatIllegalArgumentException().isThrownBy(() -> payloads.signed("x".repeat(80)));
  }

  @Test
  void aKeyIsReplacedWhileItsInvoicesAreOpen() {
    String before = new Payloads("demo", List.of(OLD)).signed("o1");
    assertThat(payloads.order(before)).contains("o1");
    assertThat(new Payloads("demo", List.of(NEW)).order(before)).isEmpty();
    assertThat(payloads.signed("o1")).isNotEqualTo(before);
  }

  @Test
  void anotherBotsPayloadIsForeign() {
    assertThat(payloads.order(new Payloads("shop", List.of(NEW)).signed("o1"))).isEmpty();
  }

  @Test
  void withoutAKeyTheTokenMakesOne() {
    Payloads ofToken = Payloads.ofToken("demo", Secret.of("123456:a-token-of-a-bot"));
    assertThat(ofToken.order(ofToken.signed("o1"))).contains("o1");
    assertThat(
            Payloads.ofToken("demo", Secret.of("123456:another-token")).order(ofToken.signed("o1")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "...", "1.", "order-1", "1.abc.o1.", "1.abc.o1.sig", "\ud800"})
  void whatWasNotSignedHereIsForeign(String payload) {
    assertThat(payloads.order(payload)).isEmpty();
  }

  /// No change of a single character passes.
  @RepeatedTest(50)
  void noForgeryPasses(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    StringBuilder forged = new StringBuilder(payloads.signed("order-" + random.nextInt()));
    String before = forged.toString();
    forged.setCharAt(random.nextInt(forged.length()), (char) ('!' + random.nextInt(90)));
    if (!forged.toString().equals(before)) {
      assertThat(payloads.order(forged.toString())).as(forged.toString()).isEmpty();
    }
  }
}

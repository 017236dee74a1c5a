// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.order;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.payments.order.OrderState.Cancelled;
import chappe.payments.order.OrderState.Open;
import chappe.payments.order.OrderState.Paid;
import chappe.payments.order.OrderState.Payment;
import chappe.payments.order.OrderState.Refunded;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class OrderStateTest {
  @Test
  void isPaidOnceAndNoMore() {
    assertThat(new Open().payment("c1", false)).isEqualTo(new Payment.Fulfils(new Paid("c1")));
    assertThat(new Paid("c1").payment("c2", false)).isEqualTo(flagged(Flag.SECOND_PAYMENT));
    assertThat(new Refunded("c1").payment("c2", false)).isEqualTo(flagged(Flag.SECOND_PAYMENT));
    assertThat(new Cancelled().payment("c1", false)).isEqualTo(flagged(Flag.CANCELLED));
  }

  @Test
  void whatMayBePaidAgainStaysOpen() {
    assertThat(new Open().payment("c1", true)).isEqualTo(new Payment.Fulfils(new Open()));
    assertThat(new Cancelled().payment("c1", true)).isEqualTo(flagged(Flag.CANCELLED));
  }

  @Test
  void onlyTheRefundOfThePaymentThatCountsEndsIt() {
    assertThat(new Paid("c1").refunded("c1")).isEqualTo(new Refunded("c1"));
    assertThat(new Paid("c1").refunded("c2")).isEqualTo(new Paid("c1"));
    assertThat(new Open().refunded("c1")).isEqualTo(new Open());
  }

  @Test
  void isCalledOffOnlyWhileItIsNotPaid() {
    assertThat(new Open().cancelled()).contains(new Cancelled());
    assertThat(new Cancelled().cancelled()).contains(new Cancelled());
    assertThat(new Paid("c1").cancelled()).isEmpty();
    assertThat(new Refunded("c1").cancelled()).isEmpty();
  }

  /// However payments, refunds and cancellations come, at most one payment of a one-time order
  /// fulfils it, and what is refused before and what is flagged afterwards agree.
  @RepeatedTest(100)
  void atMostOnePaymentFulfils(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    OrderState state = new Open();
    int fulfilled = 0;
    for (int i = 0; i < 20; i++) {
      boolean refused = state.refusal().isPresent();
      switch (random.nextInt(3)) {
        case 0 -> {
          Payment payment = state.payment("c" + i, false);
          assertThat(payment instanceof Payment.Flagged).isEqualTo(refused);
          if (payment instanceof Payment.Fulfils(OrderState after)) {
            fulfilled++;
            state = after;
          }
        }
        case 1 -> state = state.refunded("c" + random.nextInt(20));
        default -> state = state.cancelled().orElse(state);
      }
      assertThat(OrderState.of(state.label(), state.counted())).isEqualTo(state);
    }
    assertThat(fulfilled).isLessThanOrEqualTo(1);
  }

  @Test
  void labelsAreWhatTheDatabaseTakes() {
    assertThat(
            List.of(new Open(), new Paid("c"), new Refunded("c"), new Cancelled()).stream()
                .map(OrderState::label))
        .containsExactly("open", "paid", "refunded", "cancelled");
  }

  private static Payment flagged(Flag flag) {
    return new Payment.Flagged(flag);
  }
}

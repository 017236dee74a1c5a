// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chappe.common.record.InvoiceRequest.Line;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasketTest {
  @ParameterizedTest
  @CsvSource({"DOWN, 109, 1207", "HALF_EVEN, 110, 1208"})
  void roundsTaxesAsItIsTold(TaxRounding rounding, long tax, long total) {
    Basket basket =
        Basket.rounding(rounding)
            .item("Tea", 999)
            .item("Cup", 299)
            .discount("Friends", 200)
            .tax(BigDecimal.TEN);
    assertThat(basket.lines())
        .containsExactly(
            new Line("Tea", 999),
            new Line("Cup", 299),
            new Line("Friends", -200),
            new Line("Tax (10%)", tax));
    assertThat(basket.total()).isEqualTo(total);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 10, DOWN, 0",
    "5, 10, HALF_EVEN, 0",
    "15, 10, HALF_EVEN, 2",
    "25, 10, HALF_EVEN, 2"
  })
  void theMiddleGoesToTheEvenOne(long amount, BigDecimal percent, TaxRounding rounding, long tax) {
    assertThat(Basket.rounding(rounding).item("a", amount).tax(percent).lines().getLast().amount())
        .isEqualTo(tax);
  }

  @ParameterizedTest
  @CsvSource({
    "10, Tax (10%)",
    "10.0, Tax (10%)",
    "7.70, Tax (7.7%)",
    "100, Tax (100%)",
    "0.00, Tax (0%)"
  })
  void aTaxIsLabelledByItsPercent(BigDecimal percent, String label) {
    assertThat(
            Basket.rounding(TaxRounding.DOWN).item("a", 100).tax(percent).lines().getLast().label())
        .isEqualTo(label);
  }

  /// Whatever comes together, the lines sum to the total, the total stays above zero, and each tax
  /// is within one smallest unit of its percentage.
  @RepeatedTest(200)
  void linesSumToWhatIsCharged(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    Random random = new Random(seed);
    TaxRounding rounding = random.nextBoolean() ? TaxRounding.DOWN : TaxRounding.HALF_EVEN;
    Basket basket = Basket.rounding(rounding).item("first", 1 + random.nextLong(1_000_000_000));
    List<BigDecimal> taxes = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      long before = basket.total();
      switch (random.nextInt(3)) {
        case 0 -> basket = basket.item("item", random.nextLong(1_000_000_000_000L));
        case 1 -> {
          if (before > 1) {
            basket = basket.discount("off", 1 + random.nextLong(before - 1));
          }
        }
        default -> {
          BigDecimal percent = BigDecimal.valueOf(random.nextInt(3000), 2);
          basket = basket.tax(percent);
          taxes.add(percent);
          BigDecimal exact = BigDecimal.valueOf(before).multiply(percent).movePointLeft(2);
          BigDecimal error =
              BigDecimal.valueOf(basket.lines().getLast().amount()).subtract(exact).abs();
          BigDecimal most = rounding == TaxRounding.DOWN ? BigDecimal.ONE : new BigDecimal("0.5");
          assertThat(error).as("seed %d", seed).isLessThanOrEqualTo(most);
        }
      }
    }
    assertThat(basket.total())
        .as("seed %d", seed)
        .isPositive()
        .isEqualTo(Basket.sum(basket.lines()));
    assertThat(basket.lines().stream().filter(it -> it.label().startsWith("Tax")).count())
        .isEqualTo(taxes.size());
    assertThat(Basket.sum(basket.inOneLine("all"))).isEqualTo(basket.total());
  }

  @Test
  void sumsThatCannotBeCountedAreRefused() {
    Basket full = Basket.rounding(TaxRounding.HALF_EVEN).item("all", Long.MAX_VALUE);
    assertThat(full.total()).isEqualTo(Long.MAX_VALUE);
    assertThatIllegalArgumentException().isThrownBy(() -> full.item("one more", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> full.tax(BigDecimal.ONE));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Basket.sum(List.of(new Line("a", Long.MAX_VALUE), new Line("b", Long.MAX_VALUE))));
    assertThat(Basket.sum(List.of(new Line("a", Long.MAX_VALUE), new Line("b", Long.MIN_VALUE))))
        .isEqualTo(-1);
  }

  @Test
  void aDiscountLeavesSomethingToPay() {
    Basket basket = Basket.rounding(TaxRounding.DOWN).item("a", 100);
    assertThat(basket.discount("almost all", 99).total()).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> basket.discount("all", 100));
    assertThatIllegalArgumentException().isThrownBy(() -> basket.discount("nothing", 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> basket.discount("backwards", Long.MIN_VALUE));
  }

  @Test
  void linesAreChecked() {
    Basket basket = Basket.rounding(TaxRounding.DOWN);
    assertThatIllegalArgumentException().isThrownBy(() -> basket.item(" ", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> basket.item("a", -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> basket.item("a", 1).tax(new BigDecimal("-0.01")));
    assertThat(RoundingMode.valueOf("HALF_EVEN")).isEqualTo(TaxRounding.HALF_EVEN.mode);
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.util.List;
import java.util.Optional;

/// What is needed before anything is sold.
///
/// @param currencies ISO codes, or `XTR` for Telegram Stars
public record PaymentSettings(
    @Setting(name = "ENABLE_PAYMENTS", fallback = "false", doc = "sell with the bots of this line")
        boolean enabled,
    @Setting(
            name = "PAYMENT_PROVIDER_TOKEN",
            doc = "of the payment provider; needed unless only Stars are sold for")
        Optional<Secret> providerToken,
    @Setting(
            name = "PAYMENT_CURRENCIES",
            fallback = "USD",
            doc = "what is sold for; XTR are Telegram Stars")
        List<String> currencies)
    implements Checked {
  private static final String STARS = "XTR";

  @Override
  public List<Mistake> mistakes(Environment environment) {
    boolean onlyStars = currencies.stream().allMatch(STARS::equals);
    return enabled && providerToken.isEmpty() && !onlyStars
        ? List.of(
            new Mistake(
                "PAYMENT_PROVIDER_TOKEN",
                "not set",
                "the provider's token, or PAYMENT_CURRENCIES=XTR to sell for Stars alone"))
        : List.of();
  }
}

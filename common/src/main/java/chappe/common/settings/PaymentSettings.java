// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;

/// What is needed before anything is sold.
///
/// @param currencies ISO codes, or `XTR` for Telegram Stars
/// @param signingKey signs what an invoice carries; where it is absent a key is made of the bot's
///   token
/// @param previousSigningKey the key before: invoices that it signed can still be paid
/// @param refundFlagged whether Stars are given back that were paid twice, or for what was
///   cancelled
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
        List<String> currencies,
    @Setting(
            name = "PAYMENT_SIGNING_KEY",
            doc = "signs what invoices carry; without it a key is made of the bot's token")
        Optional<@Pattern(regexp = KEY, message = KEY_EXPECTED) Secret> signingKey,
    @Setting(
            name = "PAYMENT_SIGNING_KEY_PREVIOUS",
            doc = "the key before, so that its invoices can still be paid")
        Optional<@Pattern(regexp = KEY, message = KEY_EXPECTED) Secret> previousSigningKey,
    @Setting(
            name = "PAYMENT_REFUND_FLAGGED",
            fallback = "true",
            doc = "give Stars back that were paid twice, or for a cancelled order")
        boolean refundFlagged)
    implements Checked {
  private static final String STARS = "XTR";
  private static final String KEY = ".{32,256}";
  private static final String KEY_EXPECTED = "32 to 256 characters";

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

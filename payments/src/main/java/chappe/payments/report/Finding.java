// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.report;

import java.util.Locale;

/// One thing that is not as it must be, or that a person has to do. Immutable.
///
/// @param charge what it is about
/// @param detail in a few words
public record Finding(Kind kind, String charge, String detail) {
  /// What it is.
  public enum Kind {
    /// Telegram has it, the books have not.
    PAYMENT_MISSING_HERE("Telegram took it, and it is not in the books"),
    /// The books have it, Telegram has not.
    PAYMENT_MISSING_THERE("it is in the books, and Telegram knows nothing of it"),
    /// Another amount.
    AMOUNT_DIFFERS("the amounts differ"),
    /// Telegram gave it back, the books do not say so.
    REFUND_MISSING_HERE("Telegram gave it back, and the books do not say so"),
    /// The books say it went back, Telegram does not.
    REFUND_MISSING_THERE("the books say it went back, and Telegram does not"),
    /// Telegram is being asked to give it back.
    REFUND_OPEN("Telegram is being asked to give it back"),
    /// A person has to give it back.
    REFUND_BY_HAND("give it back at the provider, then say so"),
    /// Telegram will not give it back.
    REFUND_FAILED("Telegram refuses to give it back"),
    /// It was kept although nothing was given for it.
    FLAGGED("it was kept, and nothing was given for it"),
    /// Entries that do not sum to zero.
    UNBALANCED("its entries do not sum to zero"),
    /// A charge without its transfers.
    ORPHAN("its transfers are not those of its state");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /// For people.
    public String text() {
      return text;
    }

    /// As it stands in JSON and CSV.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

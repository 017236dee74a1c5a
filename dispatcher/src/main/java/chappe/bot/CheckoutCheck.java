// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// A bot's word before a payment: whether what is paid for can still be had.
@FunctionalInterface
public interface CheckoutCheck {
  /// Decides, within the seconds that Telegram leaves: without an answer the payment is refused. It
  /// runs at once, also while the person's chat is busy, so it can send nothing and change nothing
  /// that is remembered. What it throws is tried again as long as there is time.
  Decision check(Checkout checkout) throws Exception;

  /// Whether the payment may go on.
  sealed interface Decision {
    /// It may.
    record Accepted() implements Decision {}

    /// It may not.
    ///
    /// @param reason for the person to read
    record Refused(String reason) implements Decision {
      public Refused {
        if (reason.isBlank()) {
          throw new IllegalArgumentException("a refusal needs a reason for the person to read");
        }
      }
    }

    /// The payment may go on.
    static Decision accept() {
      return new Accepted();
    }

    /// The payment may not go on.
    ///
    /// @param reason for the person to read
    static Decision refuse(String reason) {
      return new Refused(reason);
    }
  }
}

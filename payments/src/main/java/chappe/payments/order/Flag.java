// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.order;

import java.util.Locale;

/// Why a payment was booked without anything being given for it.
public enum Flag {
  /// The order had been paid before.
  SECOND_PAYMENT(true),
  /// The order had been called off.
  CANCELLED(true),
  /// The payload was not signed by this line.
  FOREIGN_PAYLOAD(false),
  /// The payload is ours, and there is no such order.
  UNKNOWN_ORDER(false),
  /// Another amount than the order's.
  AMOUNT(false),
  /// Another currency than the order's.
  CURRENCY(false),
  /// The provider's signature is wrong.
  PROVIDER_SIGNATURE(false),
  /// Only its refund was ever heard of.
  UNSEEN(false);

  private final boolean givenBack;

  Flag(boolean givenBack) {
    this.givenBack = givenBack;
  }

  /// Whether there is nothing for a person to find out: the money goes back by itself.
  public boolean givenBack() {
    return givenBack;
  }

  /// As it stands in the database, in answers and in metrics.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The opposite of [#label].
  public static Flag of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}

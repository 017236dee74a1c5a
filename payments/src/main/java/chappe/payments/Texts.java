// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import chappe.payments.order.Refusal;
import java.util.ResourceBundle;

/// What people read. Thread-safe.
final class Texts {
  private static final ResourceBundle TEXTS = ResourceBundle.getBundle("chappe.payments.texts");

  private Texts() {}

  /// Why a payment is refused.
  ///
  /// @param expected the amount for people, where it is about the amount
  /// @param got likewise
  static String of(Refusal refusal, String expected, String got) {
    return text(refusal).replace("{0}", expected).replace("{1}", got);
  }

  /// Why a payment is refused for a reason that has no amounts.
  static String of(Refusal refusal) {
    return of(refusal, "?", "?");
  }

  static String noShipping() {
    return TEXTS.getString("refused.shipping");
  }

  private static String text(Refusal refusal) {
    return TEXTS.getString("refused." + refusal.text());
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.order;

import java.util.Locale;

/// Why a payment is refused before it is made. The log and the metrics have the code; the person
/// reads the text.
public enum Refusal {
  SIGNATURE("validation"),
  UNKNOWN_ORDER("validation"),
  UNKNOWN_USER("user"),
  ALREADY_PAID("paid"),
  CANCELLED("cancelled"),
  AMOUNT("amount"),
  CURRENCY("validation"),
  PROVIDER_SIGNATURE("validation"),
  EXPIRED("expired"),
  /// The bot said no.
  BOT("validation"),
  /// The bot said nothing in time.
  TIMEOUT("timeout");

  private final String text;

  Refusal(String text) {
    this.text = text;
  }

  /// The key of its text.
  public String text() {
    return text;
  }

  /// As it stands in metrics and in the log.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.webhook;

import java.util.Locale;

/// Why a request was not answered 200, with the status and text that it gets.
enum Refusal {
  METHOD(405, "Method not allowed"),
  UNKNOWN_BOT(404, "Unknown bot"),
  MISSING_SECRET(401, "Missing secret token"),
  WRONG_SECRET(403, "Invalid secret token"),
  WRONG_ADDRESS(403, "Address not allowed"),
  TOO_LARGE(413, "Body over 1 MiB"),
  TOO_SLOW(408, "Body too slow"),
  BROKEN_BODY(400, "Body could not be read"),
  NOT_STORED(503, "Not stored, please send again");

  private final int status;
  private final String text;

  Refusal(int status, String text) {
    this.status = status;
    this.text = text;
  }

  int status() {
    return status;
  }

  String json() {
    return "{\"error\":\"" + text + "\"}";
  }

  /// Its value of the label `reason`.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

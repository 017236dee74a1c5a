// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

/// What Telegram usually says with an error's code.
final class FaultWords {
  private FaultWords() {}

  static String of(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden: bot was blocked by the user";
      case 404 -> "Not Found";
      case 409 ->
          "Conflict: terminated by other getUpdates request; make sure that only one bot instance"
              + " is running";
      case 413 -> "Request Entity Too Large";
      case 421 -> "Misdirected Request";
      case 500 -> "Internal Server Error: restart";
      case 502 -> "Bad Gateway";
      default -> "Error " + status;
    };
  }
}

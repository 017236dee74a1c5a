// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

/// A command that this sender cannot bring to an end: trying again at once would not help, so it
/// becomes a dead letter, which can be sent again. The reason is free of tokens and texts.
final class UnsendableException extends RuntimeException {
  private final String outcome;
  private final String reason;

  /// @param outcome as a metric's label
  /// @param reason for whoever reads the dead letter
  UnsendableException(String outcome, String reason) {
    super(reason);
    this.outcome = outcome;
    this.reason = reason;
  }

  String outcome() {
    return outcome;
  }

  String reason() {
    return reason;
  }
}

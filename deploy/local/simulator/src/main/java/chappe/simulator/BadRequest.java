// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

/// A request to the control API that makes no sense; its reason is for the caller.
final class BadRequest extends RuntimeException {
  private final String reason;

  BadRequest(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}

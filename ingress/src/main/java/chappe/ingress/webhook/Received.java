// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.webhook;

/// What came of reading a request's body.
sealed interface Received {
  /// All of it.
  record Whole(byte[] bytes) implements Received {}

  /// It was not taken.
  record Refused(Refusal refusal) implements Received {}
}

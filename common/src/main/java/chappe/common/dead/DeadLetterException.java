// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.dead;

/// What was asked of the dead letters cannot be done; the message says why, for a person.
public final class DeadLetterException extends RuntimeException {
  DeadLetterException(String message) {
    super(message);
  }
}

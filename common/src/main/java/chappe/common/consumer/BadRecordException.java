// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

/// A record that no further attempt can handle: it is dead-lettered at once. The message says what
/// was wrong and never quotes the record.
public final class BadRecordException extends Exception {
  public BadRecordException(String message) {
    super(message);
  }

  public BadRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}

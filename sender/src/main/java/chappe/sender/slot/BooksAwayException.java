// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

/// The books cannot be read just now.
final class BooksAwayException extends RuntimeException {
  BooksAwayException(Throwable cause) {
    super("the books are away", cause);
  }
}

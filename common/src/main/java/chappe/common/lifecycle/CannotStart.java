// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.lifecycle;

/// A start that failed for a reason which a person can cure. The message is the whole story, free
/// of secrets: the command prints it without a stack trace and exits with [#EXIT_CODE].
public class CannotStart extends RuntimeException {
  /// The exit code of a process that could not start.
  public static final int EXIT_CODE = 2;

  public CannotStart(String message) {
    super(message);
  }

  public CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.timing;

/// A job that cannot be made. The message is for the person who asked for it.
public final class InvalidJob extends Exception {
  public InvalidJob(String message) {
    super(message);
  }
}

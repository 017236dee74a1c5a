// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// The root of what the author's API throws on its own account.
public class BotException extends RuntimeException {
  protected BotException(String message) {
    super(message);
  }

  protected BotException(String message, Throwable cause) {
    super(message, cause);
  }
}

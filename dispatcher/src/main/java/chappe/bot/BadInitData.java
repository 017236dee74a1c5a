// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// What a Mini App has sent cannot be trusted. Says why, never what was sent.
public final class BadInitData extends BotException {
  public BadInitData(String reason) {
    super("the initData of a Mini App is refused: " + reason);
  }
}

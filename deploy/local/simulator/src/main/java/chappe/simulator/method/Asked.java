// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.simulator.chat.BotAccount;

/// One call on its way through the methods: whose, which, and with what. Immutable.
record Asked(BotAccount bot, MethodShape method, Parameters parameters) {
  /// Carries out one method whose parameters have passed the table.
  interface Handler {
    Answer answer(Asked asked) throws InterruptedException;
  }
}

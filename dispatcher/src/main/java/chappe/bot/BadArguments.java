// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// What a person typed after a command does not fit. Let through by a handler, the person is told
/// the command's usage with the message of this, nothing else that the handler sent leaves, and the
/// update is done. In a route that is no command it is a failure like any other.
public final class BadArguments extends BotException {
  /// @param expectation what was expected, for the person to read; never what the person wrote
  public BadArguments(String expectation) {
    super(expectation);
  }
}

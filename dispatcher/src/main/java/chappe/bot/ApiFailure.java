// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// Telegram refused a question, or could not be asked. The message names the method and the code;
/// Telegram's own words, which may quote a person's, are in [#description] only.
public final class ApiFailure extends BotException {
  private final int code;
  private final String description;

  /// @param code Telegram's error code; 0 where there was no answer
  public ApiFailure(String method, int code, String description) {
    super(code == 0 ? method + ": Telegram does not answer" : method + " was refused: " + code);
    this.code = code;
    this.description = description;
  }

  /// Telegram's error code; 0 where there was no answer.
  public int code() {
    return code;
  }

  /// What Telegram said about it. Not for a log.
  public String description() {
    return description;
  }
}

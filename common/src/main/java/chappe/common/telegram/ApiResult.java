// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/// What became of one call of the Bot API, sorted by what the caller must do next. Descriptions are
/// Telegram's words and may quote a message: they belong into results, never into a log.
public sealed interface ApiResult {
  /// Telegram carried it out.
  ///
  /// @param json the bytes of the answer's `result`, exactly as Telegram sent them
  record Sent(byte[] json) implements ApiResult {
    /// The answer's `result` as a tree, read anew at every call.
    public JsonNode result() {
      return Json.tree(json);
    }
  }

  /// Too many requests: nothing was done, and the same call may be made again after the pause.
  ///
  /// @param pause as Telegram asks, at least a second
  record RetryAfter(Duration pause, String description) implements ApiResult {}

  /// The group became a supergroup: nothing was done, and the call belongs to the new chat.
  record Migrated(long chat, String description) implements ApiResult {}

  /// The person blocked the bot, left Telegram or threw it out of the group: nothing was done, and
  /// nothing else for this chat will be.
  record Blocked(String description) implements ApiResult {}

  /// Refused for good: the same call will always be refused.
  ///
  /// @param code Telegram's error code, or the HTTP status where it gave none
  record Rejected(int code, String description) implements ApiResult {}

  /// It could not be done now (5xx); the call may be made again.
  ///
  /// @param code 500 and above
  record ServerError(int code, String description) implements ApiResult {
    /// A server in between heard nothing from Telegram: the call may have been carried out.
    public boolean gateway() {
      return code == 502 || code == 504;
    }
  }

  /// The request never left: Telegram cannot have seen it, and it may be made again.
  record Unreachable(String cause) implements ApiResult {}

  /// The request left and no usable answer came back: Telegram may have carried it out, and cannot
  /// be asked.
  record Unknown(String cause) implements ApiResult {}

  /// The case as a metric's label: `sent`, `retry_after`, `migrated`, `blocked`, `rejected`,
  /// `server_error`, `unreachable` or `unknown`.
  default String outcome() {
    return switch (this) {
      case Sent _ -> "sent";
      case RetryAfter _ -> "retry_after";
      case Migrated _ -> "migrated";
      case Blocked _ -> "blocked";
      case Rejected _ -> "rejected";
      case ServerError _ -> "server_error";
      case Unreachable _ -> "unreachable";
      case Unknown _ -> "unknown";
    };
  }
}

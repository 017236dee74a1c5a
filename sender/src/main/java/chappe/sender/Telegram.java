// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.telegram.ApiResult;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/// Where commands go: the seam between what the sender decides and what it sends.
@FunctionalInterface
interface Telegram {
  /// What came of asking for a call.
  sealed interface Reply {
    /// The call was made.
    record Answered(ApiResult result) implements Reply {}

    /// The command was brought to its end before, perhaps by another sender.
    record Known(Step.Done done) implements Reply {}

    /// The command's deadline passed before a connection was free.
    record Expired() implements Reply {}

    /// Nothing was tried, since what is needed for it fails just now.
    ///
    /// @param pause after which to ask again
    /// @param reason in a word
    record Held(Duration pause, String reason) implements Reply {}
  }

  /// Makes one call for a command and waits for its end; may first wait for a free connection.
  ///
  /// @param params the command's, perhaps with another chat
  /// @throws UnsendableException where there is no token for the command's bot
  /// @throws InterruptedException where it was interrupted before anything was sent
  Reply call(Command command, JsonNode params) throws InterruptedException;
}

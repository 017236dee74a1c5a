// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of a command: the value of `chappe.results`, id `{command's id}:result`. Immutable.
///
/// @param v version of this record, now 1
/// @param command the command's id
/// @param method its Bot API method
/// @param outcome what became of it
/// @param messageId the message made, where there is one; of an album the first
/// @param migratedTo the chat that the group became, where the call was made for that one instead
/// @param errorCode Telegram's error code, where it refused
/// @param description Telegram's words, where it refused
/// @param attempts calls made, 0 or more
/// @param commandedAt when the command was emitted
/// @param startedAt when the first call was made; null where there was none
/// @param finishedAt when the outcome was known
public record CommandResult(
    int v,
    String command,
    String method,
    Outcome outcome,
    @Nullable Long messageId,
    @Nullable Long migratedTo,
    @Nullable Integer errorCode,
    @Nullable String description,
    int attempts,
    Instant commandedAt,
    @Nullable Instant startedAt,
    Instant finishedAt) {

  /// How a command ended.
  public enum Outcome {
    /// Telegram carried it out.
    SENT,
    /// Telegram refused it for good.
    REJECTED,
    /// Telegram refused it because the chat takes nothing more from the bot: it was blocked, thrown
    /// out, or the person left Telegram.
    BLOCKED,
    /// Its deadline passed before it could be sent.
    EXPIRED,
    /// Telegram may have received it; its answer was lost, and it must not be repeated.
    UNKNOWN
  }

  /// The `type` header of these records.
  public static final String TYPE = "result";
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.broadcast;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.OptionalInt;

/// One message to many chats. Immutable.
///
/// @param params of the call, without the chat
/// @param rate messages a second; empty for as many as the limits allow
public record Broadcast(
    String id,
    String bot,
    String method,
    JsonNode params,
    OptionalInt rate,
    State state,
    Instant createdAt) {

  /// Where it stands.
  public enum State {
    /// Its recipients are being written down.
    PREPARING,
    /// It is being sent.
    RUNNING,
    /// It waits until it is resumed.
    PAUSED,
    /// It was given up.
    CANCELLED,
    /// Every recipient has come to an end.
    DONE
  }

  /// How many recipients there are in each state.
  ///
  /// @param waiting not yet in the lane
  /// @param fed in the lane, without a result
  /// @param skipped who had blocked the bot before, or whom a cancelled broadcast did not reach
  public record Progress(
      long waiting, long fed, long sent, long blocked, long failed, long unknown, long skipped) {
    public long total() {
      return waiting + fed + ended();
    }

    /// Those of whom it is known what became.
    public long ended() {
      return sent + blocked + failed + unknown + skipped;
    }
  }
}

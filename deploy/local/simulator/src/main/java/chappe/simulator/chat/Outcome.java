// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;

/// What became of something that a person did.
///
/// @param updateId none where the bot does not want such updates, or its queue is full
/// @param message the message as it stands now; for what is no message, the update's body
public record Outcome(OptionalInt updateId, ObjectNode message) {
  /// The message's number, 0 for what is no message.
  public int messageId() {
    return message.path("message_id").asInt();
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.form;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;

/// A message as a bot may keep it. Immutable.
///
/// @param id of the message in its chat
/// @param userId who wrote it
/// @param text at most 4096 characters
/// @param timestamp when it was written
/// @param edited whether it was changed since
/// @param replyTo the message that it answers
public record StoredMessage(
    @Positive long id,
    @Positive long userId,
    @Size(max = 4096) String text,
    Instant timestamp,
    boolean edited,
    Optional<Long> replyTo) {
  public static StoredMessage of(long id, long userId, String text, Instant timestamp) {
    return Models.checked(new StoredMessage(id, userId, text, timestamp, false, Optional.empty()));
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.people;

import java.time.Instant;

/// Somebody who has registered with a bot. Immutable.
///
/// @param username without the at sign; empty where there is none
/// @param language an IETF tag such as `de` or `pt-br`; empty where it is not known
/// @param isActive false where the bot has shut the person out
/// @param isBlocked whether the person has blocked the bot at Telegram
/// @param lastSeen of the person's newest update, some seconds late
public record Person(
    String bot,
    long id,
    String username,
    String firstName,
    Role role,
    String language,
    boolean isActive,
    boolean isBlocked,
    Instant createdAt,
    Instant lastSeen) {

  public Person with(Role other) {
    return new Person(
        bot, id, username, firstName, other, language, isActive, isBlocked, createdAt, lastSeen);
  }
}

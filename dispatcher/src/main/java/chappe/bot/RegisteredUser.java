// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.time.Instant;

/// Somebody who has registered with the bot. Immutable.
///
/// @param username without the at sign, 3 to 32 characters; empty where there is none
/// @param role `ADMIN` for everybody whom the setting `ADMIN_USER_IDS` names
/// @param language an IETF tag such as `de` or `pt-br`, chosen or as Telegram said at first; empty
///   where it is not known
/// @param isActive false for somebody whom the bot has shut out ([Users#deactivate])
/// @param isBlocked whether the person has blocked the bot at Telegram, so that nothing arrives
/// @param createdAt when the person first registered
/// @param lastSeen of the person's newest update, some seconds late
public record RegisteredUser(
    long id,
    String username,
    String firstName,
    Role role,
    String language,
    boolean isActive,
    boolean isBlocked,
    Instant createdAt,
    Instant lastSeen) {}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// A user, as far as the update tells. Immutable.
///
/// @param id Telegram's number
/// @param bot whether it is a bot
/// @param firstName as the user wrote it
/// @param lastName empty where there is none
/// @param username without `@`; empty where there is none
/// @param languageCode IETF language tag of the user's app; empty where it is not told
public record User(
    long id,
    boolean bot,
    String firstName,
    String lastName,
    String username,
    String languageCode) {}

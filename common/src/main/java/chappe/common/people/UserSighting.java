// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.people;

import java.time.Instant;

/// What an update tells of the person whom it comes from. Immutable.
///
/// @param username without the at sign; empty where there is none
/// @param language as Telegram has it; empty where it does not say
/// @param at when the update was received
public record UserSighting(
    String bot, long id, String username, String firstName, String language, Instant at) {
  public UserSighting {
    firstName = Texts.storable(firstName);
    username = Texts.username(username);
    language = Texts.storable(language);
  }
}

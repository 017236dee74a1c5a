// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.people;

import java.time.Instant;

/// What an update tells of a group or channel. Immutable.
///
/// @param type Telegram's name of it, such as `supergroup`
/// @param username without the at sign; empty where there is none
/// @param at when the update was received
public record ChatSighting(
    String bot, long id, String type, String title, String username, Instant at) {
  public ChatSighting {
    type = Texts.storable(type);
    title = Texts.storable(title);
    username = Texts.storable(username);
  }
}

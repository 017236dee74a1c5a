// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.people;

import java.time.Instant;
import java.util.Optional;

/// The people who have registered with a bot, and the chats that it has seen. Every change may be
/// made twice: the second changes nothing. Thread-safe.
///
/// What blocks waits where the database is away, and throws [IllegalStateException] where its
/// thread is interrupted meanwhile.
public interface People {
  /// Makes a person known, or brings name and username up to date. Role, language and whether the
  /// person is active stay. Blocks.
  ///
  /// @return the person as it is now
  Person register(UserSighting sighting);

  /// Somebody who has registered. May block; what another instance has changed shows within ten
  /// seconds.
  Optional<Person> find(String bot, long user);

  /// Tells that somebody was there: last seen, name and username of whoever has registered follow
  /// within seconds. Lost in a crash. Never blocks.
  void seen(UserSighting sighting);

  /// Tells that a group or channel was there; it is known from then on. Lost in a crash. Never
  /// blocks.
  void seen(ChatSighting sighting);

  /// Gives a role. Blocks.
  ///
  /// @return whether the person has registered
  boolean assign(String bot, long user, Role role);

  /// Sets the language. Blocks.
  ///
  /// @param language an IETF tag; empty: not known
  /// @return whether the person has registered
  boolean speaks(String bot, long user, String language);

  /// Shuts a person out, or lets them in again. Blocks.
  ///
  /// @return whether the person has registered
  boolean activate(String bot, long user, boolean active);

  /// Tells whether a person has blocked the bot. Blocks.
  ///
  /// @param at since when: what is older than the newest that was told changes nothing
  void blocked(String bot, long user, boolean blocked, Instant at);

  /// Tells that the bot was removed from a chat, or is in it again. Blocks.
  ///
  /// @param chat as it was then: what is older than the newest that was told changes nothing
  void chatActive(ChatSighting chat, boolean active);

  /// Tells that a group became a supergroup with another id. Blocks.
  void migrated(String bot, long from, long to, Instant at);

  /// Removes all that is known of a person. Blocks.
  ///
  /// @return whether there was anything
  boolean forget(String bot, long user);

  /// Records that a person was forgotten. Blocks.
  void record(Forgetting forgetting);
}

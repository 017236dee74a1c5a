// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.util.Optional;

/// The people who have registered with this bot, seen from one update. Not for other threads than
/// the handler's.
///
/// It is a register beside the line: what a handler changes here holds at once, also where the
/// handler fails afterwards. Every change may be made twice, the second changes nothing, so a
/// handler that is called again does no harm. Methods may block, and wait where the database is
/// away; what another instance of the dispatcher has changed is seen within ten seconds.
///
/// Those that take no id speak of the user whom the update comes from, and throw
/// [IllegalStateException] where it comes from none.
public interface Users {
  /// Registers the user, or brings name and username up to date: to be called at `/start`.
  RegisteredUser register();

  /// The user, where registered.
  Optional<RegisteredUser> current();

  /// Somebody, where registered.
  Optional<RegisteredUser> find(long id);

  /// Whether the user has registered and is not shut out.
  boolean isRegistered();

  /// The user's role: `ADMIN` for those whom `ADMIN_USER_IDS` names, registered or not; else the
  /// one that was assigned; `USER` for everybody else, and for whoever is shut out.
  Role role();

  /// Gives somebody a role. Ask for [#role] before: nothing else does.
  ///
  /// @return whether that person has registered
  boolean assign(long id, Role role);

  /// Sets the user's language, in place of what Telegram says.
  ///
  /// @param language an IETF tag such as `de` or `pt-br`
  /// @return whether the user has registered
  /// @throws IllegalArgumentException where it is no such tag
  boolean speaks(String language);

  /// Shuts somebody out: not registered any more, as far as [#isRegistered] says, but not
  /// forgotten.
  ///
  /// @return whether that person has registered
  boolean deactivate(long id);

  /// Lets somebody in again.
  ///
  /// @return whether that person has registered
  boolean activate(long id);

  /// Forgets the user: see [#forget(long)].
  void forget();

  /// Forgets somebody, soon after the handler has returned: the entry here, the session of the
  /// private chat, and what the bot remembers of that person in every other chat. It is recorded
  /// that it was done, for each chat. What the person does afterwards is remembered anew. Other
  /// than the rest of this register it happens only where the handler does not fail.
  void forget(long id);
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.people;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The newest of each person and chat that is not written yet, up to a bound. Thread-safe.
final class Sightings {
  private final int most;
  private final Map<PersonKey, UserSighting> users = new LinkedHashMap<>();
  private final Map<PersonKey, ChatSighting> chats = new LinkedHashMap<>();

  /// What is to be written now.
  record Batch(List<UserSighting> users, List<ChatSighting> chats) {}

  /// @param most people, and chats, that are kept
  Sightings(int most) {
    this.most = most;
  }

  synchronized void add(UserSighting it) {
    var key = new PersonKey(it.bot(), it.id());
    if (users.size() < most || users.containsKey(key)) {
      users.merge(key, it, (old, fresh) -> fresh.at().isBefore(old.at()) ? old : fresh);
    }
  }

  synchronized void add(ChatSighting it) {
    var key = new PersonKey(it.bot(), it.id());
    if (chats.size() < most || chats.containsKey(key)) {
      chats.merge(key, it, (old, fresh) -> fresh.at().isBefore(old.at()) ? old : fresh);
    }
  }

  /// Nobody speaks of this person any more.
  synchronized void drop(PersonKey user) {
    users.remove(user);
  }

  /// Takes all out.
  synchronized Batch take() {
    var batch = new Batch(new ArrayList<>(users.values()), new ArrayList<>(chats.values()));
    users.clear();
    chats.clear();
    return batch;
  }

  /// Puts back what could not be written.
  synchronized void giveBack(Batch batch) {
    batch.users().forEach(this::add);
    batch.chats().forEach(this::add);
  }
}

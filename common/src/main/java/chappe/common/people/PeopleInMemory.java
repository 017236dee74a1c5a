// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// People who are forgotten when the process ends: for a dispatcher without a database, as in a
/// bot's own tests. Never blocks.
public final class PeopleInMemory implements People {
  private final Map<PersonKey, Person> people = new HashMap<>();
  private final Map<String, Forgetting> forgotten = new HashMap<>();

  @Override
  public synchronized Person register(UserSighting it) {
    return people.merge(
        new PersonKey(it.bot(), it.id()),
        new Person(
            it.bot(),
            it.id(),
            it.username(),
            it.firstName(),
            Role.USER,
            it.language(),
            true,
            false,
            it.at(),
            it.at()),
        (known, _) -> renewed(known, it));
  }

  @Override
  public synchronized Optional<Person> find(String bot, long user) {
    return Optional.ofNullable(people.get(new PersonKey(bot, user)));
  }

  @Override
  public void seen(UserSighting sighting) {
    change(sighting.bot(), sighting.id(), known -> renewed(known, sighting));
  }

  @Override
  public void seen(ChatSighting sighting) {
    // Nothing asks for chats.
  }

  @Override
  public boolean assign(String bot, long user, Role role) {
    return change(bot, user, it -> it.with(role));
  }

  @Override
  public boolean speaks(String bot, long user, String language) {
    return change(bot, user, it -> changed(it, language, it.isActive(), it.isBlocked()));
  }

  @Override
  public boolean activate(String bot, long user, boolean active) {
    return change(bot, user, it -> changed(it, it.language(), active, it.isBlocked()));
  }

  @Override
  public void blocked(String bot, long user, boolean blocked, Instant at) {
    change(bot, user, it -> changed(it, it.language(), it.isActive(), blocked));
  }

  @Override
  public void chatActive(ChatSighting chat, boolean active) {
    // Nothing asks for chats.
  }

  @Override
  public void migrated(String bot, long from, long to, Instant at) {
    // Nothing asks for chats.
  }

  @Override
  public synchronized boolean forget(String bot, long user) {
    return people.remove(new PersonKey(bot, user)) != null;
  }

  @Override
  public synchronized void record(Forgetting forgetting) {
    forgotten.putIfAbsent(forgetting.id(), forgetting);
  }

  /// What was recorded, in no order.
  public synchronized List<Forgetting> forgotten() {
    return new ArrayList<>(forgotten.values());
  }

  private synchronized boolean change(String bot, long user, UnaryOperator<Person> change) {
    return people.computeIfPresent(new PersonKey(bot, user), (_, known) -> change.apply(known))
        != null;
  }

  private static Person renewed(Person known, UserSighting it) {
    return new Person(
        known.bot(),
        known.id(),
        it.username(),
        it.firstName(),
        known.role(),
        known.language(),
        known.isActive(),
        known.isBlocked(),
        known.createdAt(),
        it.at().isAfter(known.lastSeen()) ? it.at() : known.lastSeen());
  }

  private static Person changed(Person it, String language, boolean active, boolean blocked) {
    return new Person(
        it.bot(),
        it.id(),
        it.username(),
        it.firstName(),
        it.role(),
        language,
        active,
        blocked,
        it.createdAt(),
        it.lastSeen());
  }
}

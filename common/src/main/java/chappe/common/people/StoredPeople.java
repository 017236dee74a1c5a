// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.people;

import chappe.common.database.BatchedReads;
import chappe.common.database.Patience;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Jdbi;

/// The registry in the database. What is read is kept for ten seconds, so a busy person costs no
/// statement per update; that somebody is *not* registered is never kept.
///
/// Statements: registering and each change one; reading one for all who ask at the same time; who
/// was seen two every other second.
public final class StoredPeople implements People, AutoCloseable {
  private static final Duration KEPT = Duration.ofSeconds(10);
  private static final int MOST = 50_000;

  private final PeopleTables tables;
  private final BatchedReads<PersonKey, Person> reads;
  private final Sightings sightings = new Sightings(MOST);
  private final SightingsWriter writer;
  private final Patience patience = new Patience();
  private final Cache<PersonKey, Person> cache;

  /// @param nanos a clock for elapsed time
  /// @param died told of an error that ends the reading or writing
  public StoredPeople(Jdbi jdbi, LongSupplier nanos, Consumer<Throwable> died) {
    this.tables = new PeopleTables(jdbi);
    this.reads = new BatchedReads<>("people", tables::find, died);
    this.writer = new SightingsWriter(sightings, tables, died);
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(KEPT)
            .ticker(nanos::getAsLong)
            .build();
  }

  @Override
  public Person register(UserSighting sighting) {
    Person person = patience.until(() -> tables.register(sighting));
    cache.put(new PersonKey(sighting.bot(), sighting.id()), person);
    return person;
  }

  @Override
  public Optional<Person> find(String bot, long user) {
    var key = new PersonKey(bot, user);
    Person kept = cache.getIfPresent(key);
    if (kept != null) {
      return Optional.of(kept);
    }
    try {
      Optional<Person> found = reads.read(key);
      found.ifPresent(it -> cache.put(key, it));
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a person was looked up", e);
    }
  }

  @Override
  public void seen(UserSighting sighting) {
    sightings.add(sighting);
  }

  @Override
  public void seen(ChatSighting sighting) {
    sightings.add(sighting);
  }

  @Override
  public boolean assign(String bot, long user, Role role) {
    return set(PeopleTables.Choice.ROLE, bot, user, role.name());
  }

  @Override
  public boolean speaks(String bot, long user, String language) {
    return set(PeopleTables.Choice.LANGUAGE, bot, user, language);
  }

  @Override
  public boolean activate(String bot, long user, boolean active) {
    return set(PeopleTables.Choice.ACTIVE, bot, user, active);
  }

  @Override
  public void blocked(String bot, long user, boolean blocked, Instant at) {
    change(new PersonKey(bot, user), () -> tables.blocked(bot, user, blocked, at));
  }

  @Override
  public void chatActive(ChatSighting chat, boolean active) {
    change(new PersonKey(chat.bot(), chat.id()), () -> tables.chatActive(chat, active));
  }

  @Override
  public void migrated(String bot, long from, long to, Instant at) {
    change(new PersonKey(bot, from), () -> tables.migrated(bot, from, to, at));
  }

  @Override
  public boolean forget(String bot, long user) {
    var key = new PersonKey(bot, user);
    sightings.drop(key);
    boolean known = patience.until(() -> tables.forget(bot, user));
    cache.invalidate(key);
    return known;
  }

  @Override
  public void record(Forgetting forgetting) {
    change(new PersonKey(forgetting.bot(), forgetting.user()), () -> tables.record(forgetting));
  }

  /// Writes who was seen now.
  void flush() {
    writer.runOnce();
  }

  private boolean set(PeopleTables.Choice choice, String bot, long user, Object value) {
    boolean known = patience.until(() -> tables.set(choice, bot, user, value));
    cache.invalidate(new PersonKey(bot, user));
    return known;
  }

  private void change(PersonKey key, Runnable work) {
    patience.until(
        () -> {
          work.run();
          return true;
        });
    cache.invalidate(key);
  }

  /// Writes who was seen, as far as that is quickly done, and stops. A second call does nothing.
  @Override
  public void close() {
    writer.close();
    reads.close();
  }
}

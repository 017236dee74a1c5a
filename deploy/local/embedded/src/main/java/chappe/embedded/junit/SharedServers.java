// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded.junit;

import chappe.embedded.EmbeddedKafka;
import chappe.embedded.EmbeddedPostgres;
import chappe.embedded.EmbeddedRedis;
import chappe.embedded.TemporaryFolder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The servers of one test JVM. Thread-safe.
///
/// PostgreSQL is set to what a careless query trips over: a time zone that is nobody's and 45
/// minutes off the hour. It does not wait for the disk, since its data are thrown away.
final class SharedServers implements AutoCloseable {
  private static final Map<String, String> POSTGRES =
      Map.of(
          "timezone", "Pacific/Chatham",
          "fsync", "off",
          "synchronous_commit", "off",
          "full_page_writes", "off");

  /// A member of a group learns of its partitions by a heartbeat: tests need not wait a second.
  private static final Map<String, String> KAFKA =
      Map.of(
          "group.consumer.heartbeat.interval.ms", "200",
          "group.consumer.min.heartbeat.interval.ms", "200");

  private final Deque<Runnable> stops = new ArrayDeque<>();
  private final Map<Class<?>, FreshDatabase> databases = new HashMap<>();
  private final Set<Class<?>> foundRedisEmpty = new HashSet<>();
  private @Nullable TemporaryFolder folder;
  private @Nullable EmbeddedKafka kafka;
  private @Nullable EmbeddedPostgres postgres;
  private @Nullable EmbeddedRedis redis;

  synchronized EmbeddedKafka kafka() {
    EmbeddedKafka started = kafka;
    if (started == null) {
      started = EmbeddedKafka.start(folder().path().resolve("kafka"), 0, KAFKA);
      stops.push(started::close);
      kafka = started;
    }
    return started;
  }

  synchronized EmbeddedPostgres postgres() {
    EmbeddedPostgres started = postgres;
    if (started == null) {
      started = EmbeddedPostgres.start(folder().path().resolve("postgres"), 0, POSTGRES);
      stops.push(started::close);
      postgres = started;
    }
    return started;
  }

  synchronized EmbeddedRedis redis(Class<?> test) {
    EmbeddedRedis started = redis;
    if (started == null) {
      started = EmbeddedRedis.start(folder().path().resolve("redis"), 0);
      stops.push(started::close);
      redis = started;
    }
    if (foundRedisEmpty.add(test)) {
      started.clear();
    }
    return started;
  }

  synchronized FreshDatabase database(Class<?> test) {
    EmbeddedPostgres server = postgres();
    return databases.computeIfAbsent(
        test,
        _ -> {
          String name = "test_" + databases.size();
          server.createDatabase(name);
          return new FreshDatabase(name, server.jdbcUrl(name), server.url(name));
        });
  }

  @Override
  public synchronized void close() {
    while (!stops.isEmpty()) {
      stops.pop().run();
    }
  }

  private TemporaryFolder folder() {
    TemporaryFolder made = folder;
    if (made == null) {
      made = TemporaryFolder.make();
      stops.push(made::close);
      folder = made;
    }
    return made;
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import chappe.common.lifecycle.CannotStart;
import chappe.common.lifecycle.Check;
import chappe.common.lifecycle.Supervisor;
import chappe.common.settings.Environment;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The right to an instance's name: an advisory lock on a connection of its own, held for life and
/// looked after every few seconds. The address must not lead through a pooler that shares
/// connections among transactions.
///
/// While the connection is lost the check fails, and the lock is taken anew once the database
/// answers. Only when somebody else has kept it for [#ROUNDS] looks is the name lost, and the
/// process ends ([Supervisor]). Thread-safe.
public final class InstanceLock implements AutoCloseable {
  /// For how many looks the lock may be somebody else's after a lost connection: longer than
  /// PostgreSQL takes to notice that the somebody is our own connection, cut off.
  static final int ROUNDS = 7;

  private static final String NAME = "instance-name";
  private static final Duration INTERVAL = Duration.ofSeconds(3);
  private static final int PING_SECONDS = 3;
  private static final int NUMBERS = 100;
  private static final Logger log = LoggerFactory.getLogger(InstanceLock.class);

  // Makes the server notice a client that is gone without a word after about 11 s.
  private static final String KEEP_ALIVE =
      "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3";

  private static final String TAKE =
      """
      select pg_try_advisory_lock(hashtextextended(?, 0))
      """;

  private final DatabaseAddress address;
  private final Properties properties;
  private final String instance;
  private final String key;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Connection connection;
  private @Nullable Thread loop;
  private int roundsTaken;
  private volatile Check check = Check.passing(NAME);

  private InstanceLock(DatabaseAddress address, String service, String instance) {
    this.address = address;
    this.properties = address.properties("chappe-" + service + "-name");
    properties.setProperty("options", KEEP_ALIVE);
    this.instance = instance;
    this.key = service + "/" + instance;
  }

  /// Takes the name, or in development the first free one of `name`, `name-2`, `name-3`, …, and
  /// keeps it.
  ///
  /// @throws CannotStart where the name is taken
  /// @throws DatabaseUnreachable where there is no database
  public static InstanceLock take(
      DatabaseSettings settings,
      Environment environment,
      String service,
      String instance,
      Supervisor supervisor) {
    return take(settings, environment, service, instance, supervisor, INTERVAL);
  }

  /// As above.
  ///
  /// @param interval between two looks
  static InstanceLock take(
      DatabaseSettings settings,
      Environment environment,
      String service,
      String instance,
      Supervisor supervisor,
      Duration interval) {
    var address = DatabaseAddress.of(settings);
    int numbers = environment == Environment.DEVELOPMENT ? NUMBERS : 1;
    for (int number = 1; number <= numbers; number++) {
      String name = number == 1 ? instance : instance + "-" + number;
      var lock = new InstanceLock(address, service, name);
      if (lock.takenAtFirst()) {
        lock.start(supervisor, interval);
        return lock;
      }
    }
    throw new CannotStart(
        "❌ INSTANCE_NAME: a %s called %s runs already; each running instance needs a stable name of its own"
            .formatted(service, instance));
  }

  /// The name that was taken.
  public String instance() {
    return instance;
  }

  /// Passing while the lock is held. Does not block.
  public Check check() {
    return check;
  }

  /// Gives the name back.
  @Override
  public void close() {
    stopped.countDown();
    try {
      if (loop != null) {
        loop.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    disconnect();
  }

  /// Looks once whether the lock is still there and takes it anew if not.
  ///
  /// @throws IllegalStateException when the name is lost
  void runOnce() {
    try {
      if (isHeld()) {
        return;
      }
      disconnect();
      if (tryToTake()) {
        log.warn("the name {} was taken anew after its connection was lost", instance);
        check = Check.passing(NAME);
        roundsTaken = 0;
      } else if (++roundsTaken > ROUNDS) {
        throw new IllegalStateException(
            "the name " + instance + " belongs to another instance now");
      } else {
        check = Check.failing(NAME, "somebody else has the name " + instance);
      }
    } catch (SQLException e) {
      check = Check.failing(NAME, DatabaseUnreachable.reason(e));
    }
  }

  private boolean takenAtFirst() {
    try {
      return tryToTake();
    } catch (SQLException e) {
      throw new DatabaseUnreachable(e);
    }
  }

  private void start(Supervisor supervisor, Duration interval) {
    loop = Thread.ofVirtual().name(NAME).start(supervisor.watched(NAME, () -> run(interval)));
  }

  private void run(Duration interval) {
    try {
      while (!stopped.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
        runOnce();
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread: it is as dead as after any other failure.
      throw new IllegalStateException(e);
    }
  }

  private boolean isHeld() throws SQLException {
    return connection != null && connection.isValid(PING_SECONDS);
  }

  private boolean tryToTake() throws SQLException {
    var made = DriverManager.getConnection(address.jdbcUrl(), properties);
    try (var statement = made.prepareStatement(TAKE)) {
      statement.setString(1, key);
      var result = statement.executeQuery();
      if (result.next() && result.getBoolean(1)) {
        connection = made;
        return true;
      }
    } catch (SQLException e) {
      made.close();
      throw e;
    }
    made.close();
    return false;
  }

  private void disconnect() {
    var lost = connection;
    connection = null;
    if (lost != null) {
      try {
        lost.close();
      } catch (SQLException e) {
        log.debug("a lost connection did not close", e);
      }
    }
  }
}

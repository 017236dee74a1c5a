// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.people;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings sightings into the tables: two statements every other second, however many people there
/// were. Where the database is away they are kept, each person's newest.
final class SightingsWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SightingsWriter.class);
  private static final long PACE_MILLIS = 2_000;
  private static final long END_MILLIS = 3_000;

  private final Sightings sightings;
  private final PeopleTables tables;
  private final Consumer<Throwable> died;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private boolean failing;

  /// @param died told of an error that is not the database's
  SightingsWriter(Sightings sightings, PeopleTables tables, Consumer<Throwable> died) {
    this.sightings = sightings;
    this.tables = tables;
    this.died = died;
    this.thread = Thread.ofPlatform().name("chappe-people-seen").start(this::run);
  }

  private void run() {
    try {
      while (!stopped.await(PACE_MILLIS, TimeUnit.MILLISECONDS)) {
        runOnce();
      }
      runOnce();
    } catch (InterruptedException e) {
      // a stop that took too long: last seen is lost, which is no promise
    } catch (RuntimeException e) {
      died.accept(e);
    }
  }

  void runOnce() {
    var batch = sightings.take();
    try {
      if (!batch.users().isEmpty()) {
        tables.usersSeen(batch.users());
      }
      if (!batch.chats().isEmpty()) {
        tables.chatsSeen(batch.chats());
      }
      failing = false;
    } catch (JdbiException e) {
      if (!failing) {
        log.atWarn()
            .addKeyValue("error_type", e.getClass().getName())
            .log("who was seen cannot be written to the database, and is kept meanwhile");
      }
      failing = true;
      sightings.giveBack(batch);
    }
  }

  /// Writes what is left, as far as that is quickly done.
  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}

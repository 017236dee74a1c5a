// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Repeats what can be repeated while the database is away. Thread-safe.
public final class Patience {
  private static final Logger log = LoggerFactory.getLogger(Patience.class);
  private static final long PAUSE_MILLIS = 200;

  /// Never counted down: what waits on it waits for its time, or for an interrupt.
  private final CountDownLatch interrupted = new CountDownLatch(1);

  /// Does the work, again and again where the database is away; blocks meanwhile.
  ///
  /// @param work must change nothing when it is done a second time
  /// @throws IllegalStateException where the thread is interrupted while it waits
  public <T> T until(Supplier<T> work) {
    boolean failing = false;
    while (true) {
      try {
        return work.get();
      } catch (JdbiException e) {
        if (!isAway(e)) {
          throw e;
        }
        if (!failing) {
          log.atWarn()
              .addKeyValue("error_type", e.getClass().getName())
              .log("the database is away; a handler waits for it");
        }
        failing = true;
        pause(e);
      }
    }
  }

  private void pause(JdbiException reason) {
    try {
      var _ = interrupted.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the database is away", reason);
    }
  }

  /// Whether there was no connection, or it broke (PostgreSQL's manual, appendix A: classes 08, 53,
  /// 57P).
  public static boolean isAway(JdbiException e) {
    if (e instanceof ConnectionException) {
      return true;
    }
    return e.getCause() instanceof SQLException sql
        && sql.getSQLState() != null
        && (sql.getSQLState().startsWith("08")
            || sql.getSQLState().startsWith("53")
            || sql.getSQLState().startsWith("57P"));
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does again what the database could not do just now: because it was away, restarted, or busy with
/// somebody else's lock. Thread-safe.
public final class Persistence {
  private static final Logger log = LoggerFactory.getLogger(Persistence.class);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final LongSupplier nanos;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /// @param nanos a monotonic clock
  public Persistence(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// Does the work, however long it takes: nobody may lose a payment because a database restarts.
  ///
  /// @param work may be done a second time
  /// @throws InterruptedException where the service stops: the record comes again at its next start
  public <T> T untilDone(Supplier<T> work) throws InterruptedException {
    return within(Duration.ofNanos(Long.MAX_VALUE), work)
        .orElseThrow(() -> new IllegalStateException("no such time passes"));
  }

  /// Does the work, unless that takes too long.
  ///
  /// @return empty where the patience was over before it was done
  /// @throws InterruptedException where the service stops
  public <T> Optional<T> within(Duration patience, Supplier<T> work) throws InterruptedException {
    long begun = nanos.getAsLong();
    for (boolean first = true; ; first = false) {
      try {
        return Optional.of(work.get());
      } catch (JdbiException e) {
        if (!passes(e)) {
          throw e;
        }
        if (first) {
          log.atWarn()
              .addKeyValue("error_type", e.getClass().getName())
              .log("the database cannot do it now; it is asked again");
        }
      }
      if (nanos.getAsLong() - begun >= patience.toNanos()) {
        return Optional.empty();
      }
      if (stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new InterruptedException("the service stops");
      }
    }
  }

  /// Ends every wait, begun or to come.
  public void stop() {
    stopped.countDown();
  }

  /// Whether the same may go well a moment later (PostgreSQL's manual, appendix A): no connection
  /// (08), no room (53), shut down or cancelled (57), locked (55P03), a conflict (40).
  static boolean passes(JdbiException e) {
    if (e instanceof ConnectionException) {
      return true;
    }
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().matches("(08|53|57|40).*|55P03");
      }
    }
    return false;
  }
}

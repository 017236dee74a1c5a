// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads sessions from the view: whatever is asked for while one query is under way goes with the
/// next, so thousands of handlers cost a few queries. While the database is away the askers wait.
final class BatchedReads implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BatchedReads.class);
  private static final int MOST = 1_000;
  private static final long PAUSE_MILLIS = 200;

  private final SessionView view;
  private final LinkedBlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private final Consumer<Throwable> died;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean stopping;

  private record Asked(String key, CompletableFuture<byte[]> answer) {}

  /// @param died told of an error that is not the database's
  BatchedReads(SessionView view, Consumer<Throwable> died) {
    this.view = view;
    this.died = died;
    this.thread = Thread.ofPlatform().name("chappe-session-reads").start(this::run);
  }

  /// The state of a session, of length 0 where there is none. Blocks until the database answered.
  ///
  /// @throws InterruptedException where the asker is interrupted, or the reads stop
  byte[] read(String key) throws InterruptedException {
    Asked question = new Asked(key, new CompletableFuture<>());
    asked.add(question);
    if (stopping) {
      throw new InterruptedException("the sessions are closed");
    }
    try {
      return question.answer().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a session could not be read", e.getCause());
    }
  }

  private void run() {
    List<Asked> batch = new ArrayList<>(MOST);
    boolean failing = false;
    try {
      while (!stopping) {
        if (batch.isEmpty()) {
          batch.add(asked.take());
          asked.drainTo(batch, MOST - 1);
        }
        try {
          answer(batch);
          batch.clear();
          failing = false;
        } catch (JdbiException e) {
          if (!failing) {
            log.atWarn()
                .addKeyValue("error_type", e.getClass().getName())
                .log("sessions cannot be read; handlers that ask for one wait");
          }
          failing = true;
          var _ = stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      // a stop
    } catch (RuntimeException e) {
      died.accept(e);
    }
    asked.drainTo(batch);
    batch.forEach(it -> it.answer().cancel(false));
  }

  private void answer(List<Asked> batch) {
    Map<String, byte[]> found =
        new HashMap<>(view.read(batch.stream().map(Asked::key).distinct().toList()));
    for (Asked question : batch) {
      question.answer().complete(found.getOrDefault(question.key(), SessionStore.NOTHING));
    }
  }

  @Override
  public void close() {
    stopping = true;
    stopped.countDown();
    thread.interrupt();
  }
}

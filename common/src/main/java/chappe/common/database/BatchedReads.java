// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads rows for many who ask at once in one statement: whoever asks while a statement runs is in
/// the next. One statement at a time, so no pool is drained, however many ask. Where the database
/// is away all wait. Thread-safe.
///
/// @param <K> by what a row is asked for
/// @param <V> what is made of a row
public final class BatchedReads<K, V> implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BatchedReads.class);
  private static final int MOST = 1_000;
  private static final long PAUSE_MILLIS = 200;

  private final String what;
  private final Function<List<K>, Map<K, V>> statement;
  private final LinkedBlockingQueue<Asked<K, V>> asked = new LinkedBlockingQueue<>();
  private final Consumer<Throwable> died;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean stopping;

  private record Asked<K, V>(K key, CompletableFuture<Optional<V>> answer) {}

  /// @param what is read, a plural for threads and log lines, such as `sessions`
  /// @param statement reads the rows that there are of up to 1000 keys
  /// @param died told of an error that is not the database's
  public BatchedReads(
      String what, Function<List<K>, Map<K, V>> statement, Consumer<Throwable> died) {
    this.what = what;
    this.statement = statement;
    this.died = died;
    this.thread = Thread.ofPlatform().name("chappe-" + what + "-reads").start(this::run);
  }

  /// A row; empty where there is none. Blocks until the database answered.
  ///
  /// @throws InterruptedException where the asker is interrupted, or the reads stop
  public Optional<V> read(K key) throws InterruptedException {
    var question = new Asked<K, V>(key, new CompletableFuture<>());
    asked.add(question);
    if (stopping) {
      throw new InterruptedException("the " + what + " are closed");
    }
    try {
      return question.answer().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(what + " could not be read", e.getCause());
    }
  }

  private void run() {
    List<Asked<K, V>> batch = new ArrayList<>(MOST);
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
                .log("{} cannot be read; handlers that ask for some wait", what);
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

  private void answer(List<Asked<K, V>> batch) {
    Map<K, V> found = statement.apply(batch.stream().map(Asked::key).distinct().toList());
    for (Asked<K, V> question : batch) {
      question.answer().complete(Optional.ofNullable(found.get(question.key())));
    }
  }

  @Override
  public void close() {
    stopping = true;
    stopped.countDown();
    thread.interrupt();
  }
}

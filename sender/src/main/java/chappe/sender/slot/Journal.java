// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/// Writes the marks of commands that came to their end, as many at once as have come while the ones
/// before were written. Thread-safe.
final class Journal implements AutoCloseable {
  private static final int MOST = 1_000;

  private final Books books;
  private final LinkedBlockingQueue<Line> lines = new LinkedBlockingQueue<>();
  private final Thread loop;

  private record Line(String bot, String id, String result, CompletableFuture<Boolean> written) {}

  private Journal(Books books) {
    this.books = books;
    this.loop = Thread.ofVirtual().name("chappe-marks").unstarted(this::run);
  }

  static Journal start(Books books) {
    var journal = new Journal(books);
    journal.loop.start();
    return journal;
  }

  /// Blocks until the mark is written.
  ///
  /// @return false where the books are away: the command's record in Kafka, once committed, says
  ///   the same
  boolean done(String bot, String id, String result) throws InterruptedException {
    var line = new Line(bot, id, result, new CompletableFuture<>());
    lines.add(line);
    try {
      return line.written.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run() {
    try {
      while (true) {
        List<Line> batch = new ArrayList<>();
        batch.add(lines.take());
        lines.drainTo(batch, MOST - 1);
        write(batch);
      }
    } catch (InterruptedException _) {
      // the end of the loop: nobody else uses this thread
      var left = new ArrayList<Line>();
      lines.drainTo(left);
      left.forEach(it -> it.written.complete(false));
    }
  }

  private void write(List<Line> batch) {
    batch.stream()
        .collect(Collectors.groupingBy(Line::bot))
        .forEach(
            (bot, ofBot) -> {
              Map<String, String> results = new HashMap<>();
              ofBot.forEach(it -> results.put(it.id, it.result));
              boolean written = written(bot, results);
              ofBot.forEach(it -> it.written.complete(written));
            });
  }

  private boolean written(String bot, Map<String, String> results) {
    try {
      books.done(bot, results);
      return true;
    } catch (BooksAwayException _) {
      return false;
    }
  }

  @Override
  public void close() {
    loop.interrupt();
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.bench.peer.Job;
import java.io.BufferedReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The parent's side of the talk with a child, a line each way. Closing ends the child's input, and
/// so the child; one that does not end is killed.
public final class Talk implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(20);
  private static final String GONE = "failed and is gone";

  private final String name;
  private final Process process;
  private final PrintStream orders;
  private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();

  /// Takes over a child that was just started.
  public Talk(String name, Process process) {
    this.name = name;
    this.process = process;
    this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread.ofPlatform().daemon().name("answers-" + name).start(this::listen);
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(answers::add);
    } catch (java.io.IOException | java.io.UncheckedIOException e) {
      // it is gone, which is told below
    }
    answers.add(GONE);
  }

  /// Lets a contender start.
  void start(Job job) throws InterruptedException {
    ask("start " + job.line(), "started");
  }

  /// Lets it stop, in the clean way.
  void stop() throws InterruptedException {
    ask("stop", "stopped");
  }

  /// The bytes of its heap in use after a full collection.
  public long heap() throws InterruptedException {
    return Long.parseLong(ask("heap", "heap"));
  }

  private String ask(String order, String answer) throws InterruptedException {
    orders.println(order);
    return hear(answer);
  }

  /// Waits for a line.
  public String hear(String word) throws InterruptedException {
    String line = answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null || !line.startsWith(word)) {
      throw new IllegalStateException(
          name + (line == null ? " does not answer" : " says: " + line));
    }
    return line.substring(word.length()).strip();
  }

  /// Throws what it said unasked: that it failed.
  void check() {
    String line = answers.peek();
    if (line != null) {
      throw new IllegalStateException(name + " says: " + line);
    }
  }

  /// `kill -9`.
  public void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    orders.close();
    try {
      if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

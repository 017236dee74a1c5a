// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/// The child's side of the talk between the benchmark and a contender's JVM, a line each way:
/// `start` and a job, `stop`, `heap`. The answers are `started`, `stopped`, `heap` and a number of
/// bytes, or `failed` and why, which may also come unasked. The end of the input ends the child, so
/// none outlives its parent.
public final class Orders {
  private static final int COLLECTIONS = 3;

  private final Contender contender;
  private final PrintStream answers;
  private AutoCloseable running = () -> {};

  private Orders(Contender contender, PrintStream answers) {
    this.contender = contender;
    this.answers = answers;
  }

  /// Serves until the input ends.
  public static void serve(Contender contender, InputStream orders, PrintStream answers) {
    var lines = new BufferedReader(new InputStreamReader(orders, StandardCharsets.UTF_8));
    var served = new Orders(contender, answers);
    try {
      for (String line; (line = lines.readLine()) != null; ) {
        served.answer(line);
      }
    } catch (IOException _) {
      // the parent is gone
    }
  }

  private void answer(String line) {
    int blank = line.indexOf(' ');
    String order = blank < 0 ? line : line.substring(0, blank);
    try {
      answers.println(
          switch (order) {
            case "start" -> start(Job.parse(line.substring(blank + 1)));
            case "stop" -> stop();
            case "heap" -> "heap " + heapAfterCollection();
            default -> throw new IllegalArgumentException("no such order: " + order);
          });
    } catch (Exception e) {
      tell(e);
    }
  }

  private String start(Job job) throws Exception {
    running = contender.start(job, this::tell);
    return "started";
  }

  private String stop() throws Exception {
    running.close();
    running = () -> {};
    return "stopped";
  }

  private void tell(Throwable failure) {
    answers.println("failed " + failure);
  }

  /// More than once: what a first collection hands to cleaners, a later one frees.
  private static long heapAfterCollection() {
    for (int n = 0; n < COLLECTIONS; n++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/// Where one worker process writes what its handlers do. Each line reaches the system at once, so
/// that `kill -9` loses none. Thread-safe.
final class Report implements AutoCloseable {
  /// Between the words of a line.
  static final String GAP = " ";

  static final String START = "start";
  static final String END = "end";

  private final FileOutputStream file;
  private final LongSupplier nanos;

  Report(Path path, LongSupplier nanos) {
    this.nanos = nanos;
    try {
      file = new FileOutputStream(path.toFile(), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void started(String call, Input input, int partition) {
    write(START, call, input.key() + GAP + partition);
  }

  void ended(String call) {
    write(END, call, "");
  }

  private synchronized void write(String event, String call, String more) {
    String line = event + GAP + nanos.getAsLong() + GAP + call + GAP + more;
    try {
      file.write((line.strip() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

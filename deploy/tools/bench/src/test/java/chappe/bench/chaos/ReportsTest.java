// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
  @Test
  void callsThatEndedAreReadBack(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("worker-0.1.report");
    AtomicLong clock = new AtomicLong();
    Input input = new Input(7, Input.Lane.UPDATE, 3);
    try (Report report = new Report(file, clock::incrementAndGet)) {
      report.started("worker-0.1/1", input, 4);
      report.started("worker-0.1/2", input, 4);
      report.ended("worker-0.1/1");
    }
    Files.writeString(file, "end 12 worker-0.", StandardOpenOption.APPEND);

    assertThat(Reports.read(folder).of(List.of("worker-0.1/1", "worker-0.1/2", "unknown")))
        .containsExactly(new Reports.Call("worker-0.1/1", "demo:7", 4, 1, 3));
  }
}

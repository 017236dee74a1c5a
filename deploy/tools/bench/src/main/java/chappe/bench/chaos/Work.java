// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import chappe.common.consumer.Emitter;
import chappe.common.consumer.Received;
import chappe.common.consumer.RecordHandler;
import chappe.common.consumer.Session;
import chappe.common.record.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/// What the workers do with an input: most at once, some after a while, a few not at the first
/// attempt; each emits one output and appends its name to the chat's session. Which does what is
/// the input's own, the same in every process. Thread-safe.
final class Work implements RecordHandler {
  private static final int QUICK = 700;
  private static final int SLOW = 3;
  private static final int FAILING = 20;

  private final Report report;
  private final String process;
  private final AtomicLong calls = new AtomicLong();

  /// @param process tells its calls from those of other processes
  Work(Report report, String process) {
    this.report = report;
    this.process = process;
  }

  @Override
  public void handle(Received received, Emitter emitter) throws Exception {
    Input input = Input.parse(received.id());
    String call = process + "/" + calls.incrementAndGet();
    report.started(call, input, received.partition());
    Random random = new Random(received.id().hashCode() * 31L);
    Pause.millis(wait(random));
    if (received.attempt() == 1 && random.nextInt(1_000) < FAILING) {
      throw new IllegalStateException("failing once on purpose");
    }
    Session session = emitter.session();
    String before =
        session
            .value()
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8) + Report.GAP)
            .orElse("");
    session.put((before + input.name()).getBytes(StandardCharsets.UTF_8));
    emitter.emit(
        Topic.OUTBOUND_REPLY, received.recordKey(), "answer", new Output(input, call).value());
    report.ended(call);
  }

  private static long wait(Random random) {
    int dice = random.nextInt(1_000);
    if (dice < QUICK) {
      return 0;
    }
    return dice < 1_000 - SLOW ? random.nextInt(1, 50) : random.nextInt(500, 2_500);
  }
}

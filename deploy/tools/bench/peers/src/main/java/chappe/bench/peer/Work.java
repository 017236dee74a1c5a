// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// What every contender does with a record, so that none does less than another. Thread-safe.
public final class Work {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final byte[] TYPE = "command".getBytes(US_ASCII);
  private static final int SPAN_AT = 36;

  private Work() {}

  /// The headers of an output, as every record of the line has them: the same bot, an id of its
  /// own, its type, its time, and a span of its own in the same trace.
  static RecordHeaders headers(Headers input) {
    byte[] trace = input.lastHeader("traceparent").value().clone();
    byte[] span =
        HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()).getBytes(US_ASCII);
    System.arraycopy(span, 0, trace, SPAN_AT, span.length);
    String id = new String(input.lastHeader("id").value(), US_ASCII) + ":1";
    RecordHeaders headers = new RecordHeaders();
    headers.add("bot", input.lastHeader("bot").value());
    headers.add("id", id.getBytes(US_ASCII));
    headers.add("type", TYPE);
    headers.add("at", Long.toString(CLOCK.millis()).getBytes(US_ASCII));
    headers.add("traceparent", trace);
    return headers;
  }

  /// Waits if the job says so, and makes the output from the input.
  public static byte[] done(byte[] value, Job job) throws InterruptedException {
    if (job.waitMillis() > 0) {
      Pause.of(Duration.ofMillis(job.waitMillis()));
    }
    byte[] changed = value.clone();
    changed[changed.length - 1]++;
    return changed;
  }
}

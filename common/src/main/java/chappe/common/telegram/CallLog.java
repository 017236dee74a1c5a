// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// The log of the calls: one DEBUG line for each, a WARN for a slow one. Never a token, a parameter
/// or an answer. Thread-safe.
final class CallLog {
  private static final Logger log = LoggerFactory.getLogger(BotApi.class);

  private final long slowNanos;
  private final LongSupplier nanos;

  CallLog(Duration slow, LongSupplier nanos) {
    this.slowNanos = slow.toNanos();
    this.nanos = nanos;
  }

  /// @param start nanoseconds of the monotonic clock
  void called(String method, String outcome, long start, int requestSize, Exchange exchange) {
    long took = nanos.getAsLong() - start;
    // A long poll takes its time by design.
    boolean slow = took > slowNanos && !method.equals("getUpdates");
    var line =
        log.atLevel(slow ? Level.WARN : Level.DEBUG)
            .addKeyValue("method", method)
            .addKeyValue("outcome", outcome)
            .addKeyValue("duration_ms", TimeUnit.NANOSECONDS.toMillis(took))
            .addKeyValue("request_size", requestSize);
    if (exchange instanceof Exchange.Answered(var answer)) {
      line =
          line.addKeyValue("status", answer.status())
              .addKeyValue("response_size", answer.body().length);
    }
    line.log(slow ? "slow call of the Bot API" : "called the Bot API");
  }
}

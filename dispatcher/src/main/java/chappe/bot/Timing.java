// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Measures what is inside of it. Immutable and thread-safe.
final class Timing implements Middleware {
  private static final Logger log = LoggerFactory.getLogger(Timing.class);

  private static final String FIGURE = ".duration_ms";
  private static final int LONGEST_NAME = 64;
  private static final double NANOS_PER_MILLI = 1e6;

  private final @Nullable Duration limit;
  private final SlowCall slow;

  /// @param limit null: none
  Timing(@Nullable Duration limit, SlowCall slow) {
    if (limit != null && !limit.isPositive()) {
      throw new IllegalArgumentException("a limit must be over zero");
    }
    this.limit = limit;
    this.slow = slow;
  }

  @Override
  public void handle(Context context, Next next) throws Exception {
    var before = context.elapsed();
    Map<String, String> tags = Map.of("success", "true");
    try {
      next.run();
    } catch (Exception | Error e) {
      tags = Map.of("success", "false", "error_type", e.getClass().getSimpleName());
      throw e;
    } finally {
      var took = context.elapsed().minus(before);
      if (limit == null) {
        var millis = took.toNanos() / NANOS_PER_MILLI;
        context.metrics().record(figure(context.route()), millis, tags);
      }
      if (limit != null && took.compareTo(limit) > 0) {
        log.atWarn()
            .addKeyValue("function", context.route())
            .addKeyValue("duration_ms", took.toMillis())
            .log(
                "Slow execution: {} took {} ms (threshold {} ms)",
                context.route(),
                took.toMillis(),
                limit.toMillis());
        slow.slow(context, new SlowCall.Measured(context.route(), took, limit));
      } else {
        log.atDebug()
            .addKeyValue("function", context.route())
            .addKeyValue("duration_ms", took.toMillis())
            .log("{} took {} ms", context.route(), took.toMillis());
      }
    }
  }

  private static String figure(String route) {
    return route.substring(0, Math.min(route.length(), LONGEST_NAME - FIGURE.length())) + FIGURE;
  }
}

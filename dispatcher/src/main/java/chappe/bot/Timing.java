// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Measures what is inside of it. Immutable and thread-safe.
final class Timing implements Middleware {
  private static final Logger log = LoggerFactory.getLogger(Timing.class);

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
    try {
      next.run();
    } finally {
      var took = context.elapsed().minus(before);
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
}

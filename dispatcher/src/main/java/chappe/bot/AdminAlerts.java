// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.time.Duration;

/// Tells the admins of slow calls: the first of a name, then at most one in five minutes.
/// Thread-safe.
final class AdminAlerts implements SlowCall {
  static final Duration QUIET = Duration.ofMinutes(5);

  @Override
  public void slow(Context context, Measured call) {
    var key = "slow:" + call.name();
    // In memory first: where Redis is away, each instance still tells once.
    if (context.cache().get(key, Boolean.class).isPresent()) {
      return;
    }
    context.cache().put(key, true, QUIET);
    if (context.limit(key).allow(1, QUIET)) {
      context.alertAdmins(
          "⚠️ Slow function: %s\nDuration: %d ms\nThreshold: %d ms"
              .formatted(call.name(), call.took().toMillis(), call.limit().toMillis()));
    }
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.metrics.Metrics;
import chappe.sender.slot.GlobalLimit;
import chappe.sender.slot.RateMode;
import chappe.sender.slot.SlotMetrics;
import chappe.sender.slot.SlotOptions;
import chappe.sender.slot.Slots;
import java.time.Duration;

/// Slots without limits, for tests of all else.
final class NoLimits {
  private NoLimits() {}

  static Slots slots() {
    return Slots.alone(
        new SlotOptions(
            GlobalLimit.of(RateMode.OFF, 30, 0, Duration.ofMillis(500)), "test", SlotOptions.LEASE),
        new SlotMetrics(new Metrics("sender")),
        System::nanoTime);
  }
}

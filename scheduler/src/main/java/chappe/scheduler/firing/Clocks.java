// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.firing;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// Wall clock and monotonic clock.
public record Clocks(InstantSource wall, LongSupplier nanos) {}

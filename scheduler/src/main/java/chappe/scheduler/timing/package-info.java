// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// When jobs fire: pure arithmetic on instants, calendars and zones.
@NullMarked
package chappe.scheduler.timing;

import org.jspecify.annotations.NullMarked;

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Commands of `chappe.schedules` on their way into the table.
@NullMarked
package chappe.scheduler.command;

import org.jspecify.annotations.NullMarked;

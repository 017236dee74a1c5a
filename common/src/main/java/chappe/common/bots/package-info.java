// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// What the dispatchers tell the line of their bots: `chappe.bots`, written and read.
@NullMarked
package chappe.common.bots;

import org.jspecify.annotations.NullMarked;

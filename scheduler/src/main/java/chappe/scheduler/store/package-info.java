// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The tables of the schema `scheduler`: jobs, instances, and how far the log was applied.
@NullMarked
package chappe.scheduler.store;

import org.jspecify.annotations.NullMarked;

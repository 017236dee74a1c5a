// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The scheduler: one-off, delayed and recurring jobs.
@NullMarked
package chappe.scheduler;

import org.jspecify.annotations.NullMarked;

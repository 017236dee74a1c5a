// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.store;

import java.time.Instant;

/// A job that is due, and the moment that it fires for. Immutable.
///
/// @param at not before the job's due moment
public record Decided(Job job, Instant at) {}

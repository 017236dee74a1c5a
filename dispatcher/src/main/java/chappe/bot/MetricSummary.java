// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// What was recorded under one name within the last hour. All is 0 where nothing was. Immutable.
///
/// @param count how many values
/// @param avg their average
/// @param p95 95 of 100 are not over it
/// @param p99 99 of 100 are not over it
public record MetricSummary(long count, double avg, double p95, double p99) {}

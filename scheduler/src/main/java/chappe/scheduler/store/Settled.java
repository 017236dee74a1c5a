// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.store;

import java.time.Instant;
import java.util.Optional;

/// A job whose firing Kafka has acknowledged, or that passes firings over. Immutable.
///
/// @param next when it fires next; empty where it is over
/// @param fired how often it has fired by now
/// @param kept whether its instance holds it on
public record Settled(Job job, Optional<Instant> next, long fired, boolean kept) {}

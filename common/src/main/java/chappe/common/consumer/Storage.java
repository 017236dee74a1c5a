// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.database.Database;

/// What a keyed consumer keeps outside Kafka.
public sealed interface Storage {
  /// Nothing: its handlers have no sessions.
  record None() implements Storage {}

  /// The view of the sessions, in the schema `common`. The database is not closed with the
  /// consumer.
  record In(Database database) implements Storage {}
}

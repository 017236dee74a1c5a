// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.Producer;

/// Where tests reach into a consumer: they pause its producer between any two calls, and switch off
/// one guard at a time to see the promise break that it holds. Nothing else may.
///
/// @param producer put around each transactional producer
/// @param off guards that are switched off
record Seams(UnaryOperator<Producer<String, byte[]>> producer, Set<Guard> off) {
  static final Seams NONE = new Seams(UnaryOperator.identity(), Set.of());

  /// What keeps a promise in a dangerous moment.
  enum Guard {
    /// Finished work of a partition that left is dropped.
    FENCE,
    /// Offsets finished beyond the committed one are skipped after a restart.
    MAP,
    /// Ids seen before are passed over.
    WINDOW,
    /// A commit whose outcome is unknown is looked up before its round is sent again.
    OUTCOME,
    /// Sessions are read up to the uncommitted end of their log.
    UNCOMMITTED_END
  }

  Seams {
    off = Set.copyOf(off);
  }

  boolean guards(Guard guard) {
    return !off.contains(guard);
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.session.SessionChange;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What a record leaves behind once it is finished. Immutable.
///
/// @param outputs what was emitted for it
/// @param sessions how its sessions changed
record Outcome(List<ProducerRecord<String, byte[]>> outputs, List<SessionChange> sessions) {
  static final Outcome NOTHING = new Outcome(List.of(), List.of());
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.session.SessionChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// What one round commits together.
///
/// @param outputs what handlers emitted, dead letters and moved records, in the order of their work
/// @param sessions how sessions changed, in that order
/// @param offsets the first unfinished offset of each partition, with its completion map
record Round(
    List<ProducerRecord<String, byte[]>> outputs,
    List<SessionChange> sessions,
    Map<TopicPartition, OffsetAndMetadata> offsets) {

  static Round of(List<Finished> work, Map<PartitionState, OffsetAndMetadata> offsets) {
    List<ProducerRecord<String, byte[]>> outputs = new ArrayList<>(work.size());
    List<SessionChange> sessions = new ArrayList<>();
    for (Finished stretch : work) {
      stretch.outcome.outputs().forEach(outputs::add);
      stretch.outcome.sessions().forEach(sessions::add);
    }
    Map<TopicPartition, OffsetAndMetadata> named = new HashMap<>();
    offsets.forEach((partition, offset) -> named.put(partition.id, offset));
    return new Round(outputs, sessions, named);
  }
}

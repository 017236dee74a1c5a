// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.session;

import chappe.common.record.Topic;
import chappe.common.session.SessionView.Batch;
import chappe.common.session.SessionView.Change;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Brings the view up to the log's end for partition numbers that have come here.
///
/// The *uncommitted* end counts: a transaction is not visible everywhere at once, so a round whose
/// offsets are readable already may have session records that are not. Reading goes on until the
/// committed position has reached that end, which also waits for a killed owner's open transaction.
public final class SessionRecovery {
  private static final Duration POLL = Duration.ofMillis(100);

  private final SessionStore store;
  private final String prefix;
  private final Admin admin;
  private final Supplier<Consumer<String, byte[]>> readers;
  private final IsolationLevel end;

  /// @param readers makes a reader of committed records without a group
  /// @param end which end of the log counts; only a test asks for the committed one
  public SessionRecovery(
      SessionStore store,
      String group,
      Admin admin,
      Supplier<Consumer<String, byte[]>> readers,
      IsolationLevel end) {
    this.store = store;
    this.prefix = group + ":";
    this.admin = admin;
    this.readers = readers;
    this.end = end;
  }

  /// Blocks until the view has everything of these partition numbers. To be called when their
  /// former owner can begin no further round: after the group's offsets were read.
  ///
  /// @throws KafkaException where the broker does not answer; calling again is safe
  public void recover(Collection<Integer> numbers) {
    Map<Integer, Long> watermarks = store.view().watermarks(numbers);
    Set<TopicPartition> partitions =
        numbers.stream()
            .map(number -> new TopicPartition(Topic.SESSIONS.topicName(), number))
            .collect(Collectors.toSet());
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, Long> beginnings = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> from = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long first =
          Math.max(
              watermarks.getOrDefault(partition.partition(), 0L),
              beginnings.getOrDefault(partition, 0L));
      if (first < ends.getOrDefault(partition, 0L)) {
        from.put(partition, first);
      }
    }
    if (!from.isEmpty()) {
      read(from, ends);
    }
  }

  private void read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
    try (Consumer<String, byte[]> reader = readers.get()) {
      reader.assign(from.keySet());
      from.forEach(reader::seek);
      Set<TopicPartition> open = new HashSet<>(from.keySet());
      while (!open.isEmpty()) {
        Map<String, Change> newest = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : reader.poll(POLL)) {
          if (record.key() != null && record.key().startsWith(prefix)) {
            Change change = change(record);
            newest.put(change.key(), change);
          }
        }
        Map<TopicPartition, Long> reached =
            open.stream().collect(Collectors.toMap(Function.identity(), reader::position));
        apply(newest, reached);
        open.removeIf(
            partition -> reached.getOrDefault(partition, 0L) >= ends.getOrDefault(partition, 0L));
        reader.pause(
            reader.assignment().stream().filter(partition -> !open.contains(partition)).toList());
      }
    }
  }

  private Change change(ConsumerRecord<String, byte[]> record) {
    return new Change(
        record.key().substring(prefix.length()),
        record.partition(),
        record.offset(),
        record.value() == null ? SessionStore.NOTHING : record.value());
  }

  private void apply(Map<String, Change> newest, Map<TopicPartition, Long> reached) {
    Map<Integer, Long> watermarks = new HashMap<>();
    reached.forEach((partition, position) -> watermarks.put(partition.partition(), position));
    store.view().apply(new Batch(newest.values(), watermarks));
  }

  private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec wanted) {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> wanted));
    try {
      Map<TopicPartition, Long> found = new HashMap<>();
      admin
          .listOffsets(asked, new ListOffsetsOptions(end))
          .all()
          .get()
          .forEach((partition, result) -> found.put(partition, result.offset()));
      return found;
    } catch (ExecutionException e) {
      throw new KafkaException("the ends of the session log could not be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }
}

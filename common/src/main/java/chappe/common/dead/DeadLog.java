// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.dead;

import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.KafkaSetupException;
import chappe.common.record.DeadHeader;
import chappe.common.record.Header;
import chappe.common.record.RecordPlace;
import chappe.common.record.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Reads `chappe.dead.*`, from the beginning each time: a dead letter is rare, and nothing beside
/// the log could disagree with it. Not thread-safe.
final class DeadLog implements AutoCloseable {
  private static final Duration ASK = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);

  /// So many polls without a record while there must be more: 30 s.
  private static final int PATIENCE = 150;

  private final Consumer<String, byte[]> reader;

  DeadLog(KafkaClients clients) {
    reader = clients.reader("chappe-dead");
  }

  /// All letters of a service, settled ones too, in order.
  List<DeadLetter> letters(String service) {
    List<DeadLetter> letters = new ArrayList<>();
    Map<String, Resolution> settled = new HashMap<>();
    Set<TopicPartition> partitions = partitions(service);
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
    read(
        reader.endOffsets(partitions, ASK),
        record -> {
          Optional<String> resolves = Header.text(record.headers(), DeadHeader.RESOLVES);
          if (resolves.isEmpty()) {
            letters.add(DeadLetter.of(service, record));
          } else {
            Resolution.read(record.headers())
                .ifPresent(resolution -> settled.put(resolves.get(), resolution));
          }
        });
    return letters.stream()
        .map(it -> it.settled(Optional.ofNullable(settled.get(it.place().toString()))))
        .sorted(DeadLetter.ORDER)
        .toList();
  }

  /// The records of some letters of one service, as far as they are there, in no order.
  Map<RecordPlace, ConsumerRecord<String, byte[]>> records(
      String service, Collection<RecordPlace> places) {
    Map<TopicPartition, Long> from = new HashMap<>();
    Map<TopicPartition, Long> to = new HashMap<>();
    Set<TopicPartition> known = partitions(service);
    for (RecordPlace place : places) {
      var partition = new TopicPartition(Topic.dead(service), place.partition());
      if (known.contains(partition)) {
        from.merge(partition, place.offset(), Math::min);
        to.merge(partition, place.offset() + 1, Math::max);
      }
    }
    within(from, to);
    reader.assign(from.keySet());
    from.forEach(reader::seek);
    Map<RecordPlace, ConsumerRecord<String, byte[]>> found = new HashMap<>();
    read(
        to,
        record -> {
          var place = new RecordPlace(service, record.partition(), record.offset());
          if (places.contains(place)) {
            found.put(place, record);
          }
        });
    return found;
  }

  /// Narrows stretches to what the log has; drops those that it has nothing of.
  private void within(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
    Map<TopicPartition, Long> first = reader.beginningOffsets(from.keySet(), ASK);
    Map<TopicPartition, Long> end = reader.endOffsets(to.keySet(), ASK);
    first.forEach((partition, offset) -> from.merge(partition, offset, Math::max));
    end.forEach((partition, offset) -> to.merge(partition, offset, Math::min));
    from.entrySet()
        .removeIf(entry -> entry.getValue() >= to.getOrDefault(entry.getKey(), entry.getValue()));
    to.keySet().retainAll(from.keySet());
  }

  private void read(
      Map<TopicPartition, Long> ends,
      java.util.function.Consumer<ConsumerRecord<String, byte[]>> taker) {
    int patience = PATIENCE;
    while (ends.entrySet().stream()
        .anyMatch(end -> reader.position(end.getKey(), ASK) < end.getValue())) {
      var records = reader.poll(POLL);
      patience = records.isEmpty() ? patience - 1 : PATIENCE;
      if (patience == 0) {
        throw new KafkaSetupException("it does not hand over the dead letters");
      }
      for (ConsumerRecord<String, byte[]> record : records) {
        if (record.offset() < ends.getOrDefault(partition(record), 0L)) {
          taker.accept(record);
        }
      }
    }
  }

  private static TopicPartition partition(ConsumerRecord<String, byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  private Set<TopicPartition> partitions(String service) {
    String topic = Topic.dead(service);
    Set<TopicPartition> partitions =
        Optional.ofNullable(reader.partitionsFor(topic, ASK)).orElse(List.of()).stream()
            .map(it -> new TopicPartition(topic, it.partition()))
            .collect(Collectors.toSet());
    if (partitions.isEmpty()) {
      throw new KafkaSetupException("the topic " + topic + " is missing: run `chappe topics`");
    }
    return partitions;
  }

  @Override
  public void close() {
    reader.close();
  }
}

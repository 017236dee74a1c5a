// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Creates and checks the topics, and commits each group's first offsets once. Every method blocks
/// on the broker and changes nothing when called again. Thread-safe.
public final class Topics {
  private static final int PATIENCE = 50;
  private static final long PAUSE_NANOS = 100_000_000;

  private final Admin admin;

  public Topics(Admin admin) {
    this.admin = admin;
  }

  /// Creates the topics that are missing.
  ///
  /// @return the names of those made by this call
  /// @throws KafkaSetupException where the broker refuses, or a topic has another number of
  ///   partitions than the layout: one key would no longer meet itself on one partition number
  public Set<String> create(TopicLayout layout) {
    List<NewTopic> wanted = layout.topics();
    Set<String> present = await(admin.listTopics().names(), "list the topics");
    List<NewTopic> missing =
        wanted.stream().filter(topic -> !present.contains(topic.name())).toList();
    Set<String> made = new HashSet<>();
    admin
        .createTopics(missing)
        .values()
        .forEach(
            (name, done) -> {
              if (createdNow(name, done)) {
                made.add(name);
              }
            });
    checkPartitions(layout, wanted.stream().map(NewTopic::name).collect(Collectors.toSet()));
    return made;
  }

  private static boolean createdNow(String name, KafkaFuture<Void> done) {
    try {
      await(done, "create the topic " + name);
      return true;
    } catch (KafkaSetupException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }

  private void checkPartitions(TopicLayout layout, Set<String> names) {
    String wrong =
        describe(names).stream()
            .filter(topic -> topic.partitions().size() != layout.partitions())
            .map(topic -> topic.name() + " has " + topic.partitions().size())
            .sorted()
            .collect(Collectors.joining(", "));
    if (!wrong.isEmpty()) {
      throw new KafkaSetupException(
          "every keyed topic needs TOPIC_PARTITIONS="
              + layout.partitions()
              + " partitions: "
              + wrong);
    }
  }

  /// Commits where a group begins, for each of its partitions that has no offset yet.
  ///
  /// @return the number of partitions that got one
  /// @throws KafkaSetupException where the broker refuses or a topic is missing
  public int commitFirst(Group group, FirstOffsets from) {
    return commitFirst(group.id(), group.topics(), from);
  }

  /// As [#commitFirst(Group, FirstOffsets)], where topics made just now are read from their
  /// beginning: nothing that came between their making and the group's first start is passed over.
  public int commitFirst(Group group, FirstOffsets from, Set<String> madeNow) {
    List<String> made = group.topics().stream().filter(madeNow::contains).toList();
    List<String> older = group.topics().stream().filter(topic -> !madeNow.contains(topic)).toList();
    return commitFirst(group.id(), made, new FirstOffsets.Beginning())
        + commitFirst(group.id(), older, from);
  }

  private int commitFirst(String group, List<String> topics, FirstOffsets from) {
    Set<TopicPartition> missing = partitions(topics);
    missing.removeAll(committed(group));
    if (missing.isEmpty()) {
      return 0;
    }
    Map<TopicPartition, OffsetAndMetadata> first = new HashMap<>();
    offsets(missing, from)
        .forEach((partition, offset) -> first.put(partition, new OffsetAndMetadata(offset)));
    await(
        admin.alterConsumerGroupOffsets(group, first).all(),
        "commit the first offsets of " + group);
    return first.size();
  }

  /// A topic made just now is not known to every broker at once.
  private Collection<TopicDescription> describe(Collection<String> topics) {
    for (int patience = PATIENCE; ; patience--) {
      try {
        return await(admin.describeTopics(topics).allTopicNames(), "find the topics " + topics)
            .values();
      } catch (KafkaSetupException e) {
        if (patience == 0 || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        LockSupport.parkNanos(this, PAUSE_NANOS);
      }
    }
  }

  private Set<TopicPartition> partitions(List<String> topics) {
    return describe(topics).stream()
        .flatMap(Topics::partitions)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static java.util.stream.Stream<TopicPartition> partitions(TopicDescription topic) {
    return IntStream.range(0, topic.partitions().size())
        .mapToObj(number -> new TopicPartition(topic.name(), number));
  }

  private Set<TopicPartition> committed(String group) {
    return await(
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
            "read the offsets of " + group)
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue() != null)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, FirstOffsets from) {
    OffsetSpec wanted =
        switch (from) {
          case FirstOffsets.Beginning() -> OffsetSpec.earliest();
          case FirstOffsets.End() -> OffsetSpec.latest();
          case FirstOffsets.At(var time) -> OffsetSpec.forTimestamp(time.toEpochMilli());
        };
    Map<TopicPartition, Long> found = new HashMap<>(list(partitions, wanted));
    Set<TopicPartition> nothingSince =
        found.entrySet().stream()
            .filter(entry -> entry.getValue() < 0)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    found.putAll(list(nothingSince, OffsetSpec.latest()));
    return found;
  }

  private Map<TopicPartition, Long> list(Set<TopicPartition> partitions, OffsetSpec wanted) {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> wanted));
    Map<TopicPartition, Long> found = new HashMap<>();
    await(admin.listOffsets(asked).all(), "read the ends of the topics")
        .forEach((partition, result) -> found.put(partition, result.offset()));
    return found;
  }

  private static <T> T await(KafkaFuture<T> future, String what) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new KafkaSetupException("could not " + what, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaSetupException("interrupted: could not " + what, e);
    }
  }
}

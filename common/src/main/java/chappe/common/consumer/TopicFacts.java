// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.kafka.KafkaSetupException;
import chappe.common.record.Topic;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// What a consumer must know of its topics before it starts.
///
/// @param partitions of every keyed topic
/// @param sessions the id of `chappe.sessions`
record TopicFacts(int partitions, UUID sessions) {
  private static final long PATIENCE_SECONDS = 30;

  /// Asks the broker; blocks.
  ///
  /// @throws KafkaSetupException where a topic is missing, two differ in their partitions, or the
  ///   broker does not answer
  static TopicFacts of(Admin admin, Collection<String> read) {
    Set<String> names = new HashSet<>(read);
    names.add(Topic.SESSIONS.topicName());
    Map<String, TopicDescription> topics = described(admin, names);
    Set<Integer> partitions = new HashSet<>();
    topics.values().forEach(topic -> partitions.add(topic.partitions().size()));
    if (partitions.size() != 1) {
      throw new KafkaSetupException(
          "the topics %s need equal numbers of partitions, and have %s"
              .formatted(names, partitions));
    }
    UUID sessions =
        topics.values().stream()
            .filter(topic -> topic.name().equals(Topic.SESSIONS.topicName()))
            .map(TopicDescription::topicId)
            .map(id -> new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()))
            .findFirst()
            .orElseThrow();
    return new TopicFacts(partitions.iterator().next(), sessions);
  }

  private static Map<String, TopicDescription> described(Admin admin, Set<String> names) {
    try {
      return admin.describeTopics(names).allTopicNames().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UnknownTopicOrPartitionException
          ? new KafkaSetupException(
              "a topic of " + names + " is missing: run `chappe topics`", e.getCause())
          : new KafkaSetupException("Kafka could not be asked for the topics", e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaSetupException("Kafka did not say within 30 s what topics there are", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaSetupException("interrupted while Kafka was asked for the topics", e);
    }
  }
}

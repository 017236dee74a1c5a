// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.bots;

import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.KafkaSetupException;
import chappe.common.record.BotAnnouncement;
import chappe.common.record.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads `chappe.bots` from its beginning to where it ends now, without a group.
public final class Announcements {
  private static final Logger log = LoggerFactory.getLogger(Announcements.class);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MOST_SILENT_POLLS = 50;

  private Announcements() {}

  /// The newest announcement of each bot, by the bot's name. Blocks for a moment.
  ///
  /// @param client a name for the broker's logs
  /// @throws KafkaSetupException where Kafka is away or the topic is missing
  public static Map<String, BotAnnouncement> read(KafkaClients clients, String client) {
    try (var reader = clients.reader(client)) {
      return read(reader);
    } catch (KafkaException e) {
      throw new KafkaSetupException(
          "Cannot read " + Topic.BOTS.topicName() + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, BotAnnouncement> read(Consumer<String, byte[]> reader) {
    var partitions =
        reader.partitionsFor(Topic.BOTS.topicName()).stream()
            .map(it -> new TopicPartition(it.topic(), it.partition()))
            .toList();
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
    var ends = reader.endOffsets(partitions);
    Map<String, BotAnnouncement> newest = new HashMap<>();
    for (int silent = 0; !hasReached(reader, partitions, ends); silent++) {
      if (silent > MOST_SILENT_POLLS) {
        throw new KafkaException("the broker gives nothing");
      }
      for (var record : reader.poll(POLL)) {
        silent = 0;
        take(record, newest);
      }
    }
    return newest;
  }

  static boolean hasReached(
      Consumer<String, byte[]> reader,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> ends) {
    return partitions.stream().allMatch(it -> reader.position(it) >= ends.getOrDefault(it, 0L));
  }

  /// Takes one record over what is known; one that nobody can read is passed over.
  static void take(ConsumerRecord<String, byte[]> record, Map<String, BotAnnouncement> newest) {
    if (record.value() == null) {
      newest.remove(record.key());
      return;
    }
    try {
      newest.put(record.key(), Json.read(record.value(), BotAnnouncement.class));
    } catch (UnreadableJson e) {
      log.atWarn()
          .addKeyValue("bot", record.key())
          .log("an announcement of another version or a foreign one is passed over");
    }
  }
}

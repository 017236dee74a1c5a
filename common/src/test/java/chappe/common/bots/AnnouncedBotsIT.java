// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.bots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.json.Json;
import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.TopicLayout;
import chappe.common.kafka.Topics;
import chappe.common.lifecycle.Supervisor;
import chappe.common.record.BotAnnouncement;
import chappe.common.record.Topic;
import chappe.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncedBotsIT {
  private final Supervisor supervisor = new Supervisor();
  @TempDir private Path folder;

  @Test
  void whatIsAnnouncedIsFollowedThroughAnOutage() throws Exception {
    var kafka = EmbeddedKafka.start(folder, 0);
    var clients = new KafkaClients(kafka.bootstrapServers());
    try (var bots = AnnouncedBots.follow(clients, "test", supervisor)) {
      // the topic is not there yet
      try (var admin = clients.admin("test")) {
        new Topics(admin).create(new TopicLayout(4, 1, Duration.ofDays(1)));
      }
      announce(clients, "demo", Json.bytes(announcement("demo", "message")));
      announce(clients, "shop", "no announcement".getBytes(UTF_8));
      announce(clients, "demo", Json.bytes(announcement("demo", "message", "poll")));
      awaitKinds(bots, "message", "poll");
      assertThat(bots.of("shop")).isEmpty();

      kafka.close();
      kafka = EmbeddedKafka.start(folder, kafka.port());
      assertThat(bots.of("demo")).isPresent();
      announce(clients, "demo", Json.bytes(announcement("demo", "inline_query")));
      awaitKinds(bots, "inline_query");
      assertThat(supervisor.failure()).isEmpty();
    } finally {
      kafka.close();
    }
  }

  private static void awaitKinds(AnnouncedBots bots, String... kinds) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(bots.of("demo").map(BotAnnouncement::allowedUpdates))
                    .contains(List.of(kinds)));
  }

  private static BotAnnouncement announcement(String bot, String... kinds) {
    return new BotAnnouncement(
        1, bot, List.of(kinds), List.of(), List.of(), false, "1.0", Instant.EPOCH);
  }

  private static void announce(KafkaClients clients, String bot, byte[] value) throws Exception {
    try (var producer = clients.producer("test", Duration.ofSeconds(10))) {
      producer.send(new ProducerRecord<>(Topic.BOTS.topicName(), bot, value)).get();
    }
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import chappe.bench.Report;
import chappe.bench.keyed.Jvm;
import chappe.bench.keyed.ServersMain;
import chappe.bench.keyed.Talk;
import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.TopicLayout;
import chappe.common.kafka.Topics;
import chappe.common.lifecycle.Closer;
import chappe.common.record.Topic;
import chappe.common.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Servers, the door and the bare server, each in a JVM of its own. Closing ends all of them.
final class Hall implements AutoCloseable {
  private static final int PARTITIONS = 12;
  private static final Duration STOP = Duration.ofSeconds(25);

  private final Closer closer = new Closer();
  private final KafkaClients kafka;
  private final List<String> door;
  private @Nullable Talk doorTalk;

  Hall(Report report) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(closer::close));
    report.say("Starting a broker and a database …");
    var servers =
        add("servers", new Talk("servers", Jvm.start(ServersMain.class, ServersMain.ALL)));
    kafka = new KafkaClients(servers.hear("kafka"));
    var database = servers.hear("postgres");
    Migrations.migrate(Settings.of(Map.of("DATABASE_URL", database)).read(DatabaseSettings.class));
    try (var admin = kafka.admin("bench")) {
      new Topics(admin).create(new TopicLayout(PARTITIONS, 1, Duration.ofDays(1)));
    }
    door =
        List.of(
            "KAFKA_BOOTSTRAP_SERVERS=" + kafka.bootstrapServers(),
            "DATABASE_URL=" + database,
            "TELEGRAM_MODE=webhook",
            "TELEGRAM_API_URL=http://127.0.0.1:9",
            "BOT_TOKEN=123456789:bench-bench-bench-bench-bench-bench",
            "WEBHOOK_SECRET=" + Wire.SECRET,
            "INGRESS_PORT=0",
            "LOG_LEVEL=ERROR");
  }

  /// Starts the door.
  ///
  /// @return its port
  int door() throws InterruptedException {
    doorTalk = add("door", new Talk(DoorMain.READY, Jvm.start(DoorMain.class, door)));
    return Integer.parseInt(doorTalk.hear(DoorMain.READY));
  }

  /// The bytes of the door's heap in use after a full collection.
  long doorHeap() throws InterruptedException {
    if (doorTalk == null) {
      throw new IllegalStateException("no door is open");
    }
    return doorTalk.heap();
  }

  /// Starts the server that only reads and answers.
  ///
  /// @return its port
  int bare() throws InterruptedException {
    var talk = add("bare", new Talk(BareMain.READY, Jvm.start(BareMain.class, List.of())));
    return Integer.parseInt(talk.hear(BareMain.READY));
  }

  /// How many updates stand in the topic.
  long inTopic() {
    try (var reader = kafka.reader("bench")) {
      return reader
          .endOffsets(
              IntStream.range(0, PARTITIONS)
                  .mapToObj(it -> new TopicPartition(Topic.UPDATES.topicName(), it))
                  .toList())
          .values()
          .stream()
          .mapToLong(it -> it)
          .sum();
    }
  }

  private <T extends AutoCloseable> T add(String name, T part) {
    return closer.add(name, STOP, part);
  }

  @Override
  public void close() {
    closer.close();
  }
}

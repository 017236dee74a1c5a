// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import chappe.bench.Report;
import chappe.bench.keyed.Jvm;
import chappe.bench.keyed.ServersMain;
import chappe.bench.keyed.Talk;
import chappe.common.database.Database;
import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.TopicLayout;
import chappe.common.kafka.Topics;
import chappe.common.lifecycle.Closer;
import chappe.common.record.Header;
import chappe.common.record.Topic;
import chappe.common.settings.Settings;
import chappe.embedded.TemporaryFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/// Servers, doors and the bare server, each in a JVM of its own. Closing ends all of them.
final class Hall implements AutoCloseable {
  static final String TOKEN = "123456789:bench-bench-bench-bench-bench-bench";

  private static final int PARTITIONS = 12;
  private static final Duration STOP = Duration.ofSeconds(25);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Closer closer = new Closer();
  private final KafkaClients kafka;
  private final Map<String, String> door;

  /// What stands in the topic.
  ///
  /// @param records all of them, repeats included
  record Stored(long records, Set<String> ids) {}

  /// A broker and a database.
  Hall(Report report) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(closer::close));
    report.say("Starting a broker and a database …");
    var servers =
        add("servers", new Talk("servers", Jvm.start(ServersMain.class, ServersMain.ALL)));
    kafka = new KafkaClients(servers.hear("kafka"));
    door = prepare(servers.hear("postgres"));
  }

  /// A database, and this broker, which somebody else looks after.
  Hall(Broker broker, Report report) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(closer::close));
    report.say("Starting a database …");
    var servers =
        add("servers", new Talk("servers", Jvm.start(ServersMain.class, List.of("postgres"))));
    kafka = new KafkaClients(broker.address());
    door = prepare(servers.hear("postgres"));
  }

  private Map<String, String> prepare(String database) {
    Migrations.migrate(Settings.of(Map.of("DATABASE_URL", database)).read(DatabaseSettings.class));
    try (var admin = kafka.admin("bench")) {
      new Topics(admin).create(new TopicLayout(PARTITIONS, 1, Duration.ofDays(1)));
    }
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        kafka.bootstrapServers(),
        "DATABASE_URL",
        database,
        "TELEGRAM_MODE",
        "webhook",
        "TELEGRAM_API_URL",
        "http://127.0.0.1:9",
        "BOT_TOKEN",
        TOKEN,
        "WEBHOOK_SECRET",
        Wire.SECRET,
        "INGRESS_PORT",
        "0",
        "LOG_LEVEL",
        "ERROR");
  }

  /// Starts a door.
  DoorProcess door() throws InterruptedException {
    return door(Map.of());
  }

  /// Starts a door with other settings; an empty one is not set.
  DoorProcess door(Map<String, String> others) throws InterruptedException {
    var settings = settings(others);
    var talk =
        add(
            "door",
            new Talk(
                DoorMain.READY,
                Jvm.start(
                    DoorMain.class,
                    settings.entrySet().stream()
                        .map(it -> it.getKey() + "=" + it.getValue())
                        .toList())));
    return new DoorProcess(talk, Integer.parseInt(talk.hear(DoorMain.READY)));
  }

  /// What a door is started with.
  Map<String, String> settings(Map<String, String> others) {
    Map<String, String> settings = new HashMap<>(door);
    settings.putAll(others);
    return settings;
  }

  /// A pool on the database of the doors.
  Database database() {
    return add("database", Database.open(Settings.of(door).read(DatabaseSettings.class), "bench"));
  }

  /// A folder that goes when the hall closes.
  Path folder() {
    return add("folder", TemporaryFolder.make()).path();
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
      return reader.endOffsets(partitions()).values().stream().mapToLong(it -> it).sum();
    }
  }

  /// Reads the whole topic.
  Stored stored() {
    try (var reader = kafka.reader("bench")) {
      var partitions = partitions();
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      var ends = reader.endOffsets(partitions);
      Set<String> ids = new HashSet<>();
      long records = 0;
      while (partitions.stream().anyMatch(it -> reader.position(it) < ends.getOrDefault(it, 0L))) {
        for (var record : reader.poll(POLL)) {
          records++;
          ids.add(Header.text(record.headers(), Header.ID).orElseThrow());
        }
      }
      return new Stored(records, ids);
    }
  }

  private static List<TopicPartition> partitions() {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(it -> new TopicPartition(Topic.UPDATES.topicName(), it))
        .toList();
  }

  private <T extends AutoCloseable> T add(String name, T part) {
    return closer.add(name, STOP, part);
  }

  @Override
  public void close() {
    closer.close();
  }
}

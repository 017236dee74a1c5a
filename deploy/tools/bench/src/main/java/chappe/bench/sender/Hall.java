// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.sender;

import chappe.bench.Report;
import chappe.bench.keyed.Jvm;
import chappe.bench.keyed.ServersMain;
import chappe.bench.keyed.Talk;
import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.json.Json;
import chappe.common.kafka.FirstOffsets;
import chappe.common.kafka.Group;
import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.TopicLayout;
import chappe.common.kafka.Topics;
import chappe.common.lifecycle.Closer;
import chappe.common.record.Header;
import chappe.common.record.OutboundCommand;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.common.record.Traceparent;
import chappe.common.settings.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// Broker, database, Redis and the simulated Telegram, and senders that come and go.
final class Hall implements AutoCloseable {
  static final long BOT = 123456789;
  private static final int PARTITIONS = 12;
  private static final Duration STOP = Duration.ofSeconds(25);

  private final Closer closer = new Closer();
  private final KafkaClients kafka;
  private final Producer<String, byte[]> producer;
  private final InstantSource clock;
  private final List<String> settings;
  final Telegram telegram;
  final RedisServer redis;
  private int ids;

  Hall(Report report, InstantSource clock) throws InterruptedException {
    this.clock = clock;
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(closer::close));
    report.say("Starting broker, database, Redis and Telegram …");
    var wanted = List.of(ServersMain.KAFKA, ServersMain.POSTGRES, ServersMain.REDIS);
    var servers =
        closer.add("servers", STOP, new Talk("servers", Jvm.start(ServersMain.class, wanted)));
    kafka = new KafkaClients(servers.hear(ServersMain.KAFKA));
    var database = servers.hear(ServersMain.POSTGRES);
    var redisUrl = servers.hear(ServersMain.REDIS);
    var simulated =
        closer.add(
            "telegram", STOP, new Talk("telegram", Jvm.start(TelegramMain.class, List.of())));
    telegram = closer.add("control", new Telegram(simulated.hear(TelegramMain.READY)));
    redis = closer.add("redis client", new RedisServer(redisUrl));
    Migrations.migrate(Settings.of(Map.of("DATABASE_URL", database)).read(DatabaseSettings.class));
    try (var admin = kafka.admin("bench")) {
      var topics = new Topics(admin);
      topics.create(new TopicLayout(PARTITIONS, 1, Duration.ofDays(1)));
      topics.commitFirst(Group.sender(), new FirstOffsets.Beginning());
    }
    producer = closer.add("producer", kafka.producer("bench", Duration.ofSeconds(30)));
    settings =
        List.of(
            "KAFKA_BOOTSTRAP_SERVERS=" + kafka.bootstrapServers(),
            "DATABASE_URL=" + database,
            "REDIS_URL=" + redisUrl,
            "TELEGRAM_API_URL=" + telegram.url(),
            "BOT_TOKEN=" + BOT + ":bench-bench-bench-bench-bench-bench",
            "SENDER_PORT=0",
            "LOG_LEVEL=ERROR");
  }

  /// Starts senders, which find nothing to do: what waits in the lanes is passed over.
  Closer senders(int count, String... more) throws InterruptedException {
    skip();
    redis.forget();
    var running = new Closer();
    for (int i = 0; i < count; i++) {
      var all = new ArrayList<>(settings);
      all.add("INSTANCE_NAME=sender-" + i);
      all.addAll(List.of(more));
      var talk =
          running.add("sender " + i, STOP, new Talk("sender", Jvm.start(OneSenderMain.class, all)));
      var _ = talk.hear(OneSenderMain.READY);
    }
    return running;
  }

  /// Lets the group begin after all that stands in the lanes.
  private void skip() throws InterruptedException {
    try (var admin = kafka.admin("bench")) {
      var latest = new HashMap<TopicPartition, OffsetSpec>();
      Group.sender().topics().stream()
          .flatMap(
              topic -> IntStream.range(0, PARTITIONS).mapToObj(it -> new TopicPartition(topic, it)))
          .forEach(it -> latest.put(it, OffsetSpec.latest()));
      var ends = new HashMap<TopicPartition, OffsetAndMetadata>();
      admin
          .listOffsets(latest)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
      admin.alterConsumerGroupOffsets(Group.sender().id(), ends).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the group's offsets did not move", e);
    }
  }

  /// Writes a message into a lane.
  void message(Topic lane, long chat, String text) {
    var command =
        OutboundCommand.of("sendMessage", Json.object().put("chat_id", chat).put("text", text));
    var id = "demo:bench" + ids++ + ":1";
    var _ =
        producer.send(
            new ProducerRecord<>(
                lane.topicName(),
                null,
                RecordKey.chat("demo", chat).toString(),
                Json.bytes(command),
                Header.of(
                    "demo",
                    id,
                    OutboundCommand.TYPE,
                    clock.instant().toEpochMilli(),
                    Traceparent.fresh())));
  }

  /// Waits until all messages are in the broker.
  void flush() {
    producer.flush();
  }

  /// Waits until so many messages have arrived after a call of this number.
  List<Telegram.Arrived> await(long after, int count, Duration patience)
      throws InterruptedException {
    long most = patience.toSeconds();
    for (long waited = 0; waited < most; waited++) {
      if (telegram.last() - after >= count) {
        var arrived = telegram.messages(after);
        if (arrived.stream().filter(it -> it.status() == 200).count() >= count) {
          return arrived;
        }
      }
      Waiter.pause(Duration.ofSeconds(1));
    }
    throw new IllegalStateException(
        "%d of %d messages arrived".formatted(telegram.messages(after).size(), count));
  }

  @Override
  public void close() {
    closer.close();
  }
}

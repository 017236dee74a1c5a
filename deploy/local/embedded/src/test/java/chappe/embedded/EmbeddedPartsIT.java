// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPartsIT {
  private static final int TWO_MEBIBYTES = 2 * 1024 * 1024;
  private static final TopicPartition PLACE = new TopicPartition("kept", 0);

  @TempDir Path folder;

  @Test
  void dataSurviveARestart() throws Exception {
    String clusterId;
    try (DataFolder data = DataFolder.open(folder);
        EmbeddedParts parts = EmbeddedParts.start(data, Ports.FREE)) {
      clusterId = writeRecord(parts.kafka().orElseThrow());
      writeRow(parts.postgres().orElseThrow());
      assertThat(redis(parts, "SET kept yes")).startsWith("+OK");
    }
    try (DataFolder data = DataFolder.open(folder);
        EmbeddedParts parts = EmbeddedParts.start(data, Ports.FREE)) {
      assertThat(clusterId(parts.kafka().orElseThrow())).isEqualTo(clusterId);
      assertThat(readRecord(parts.kafka().orElseThrow())).hasSize(TWO_MEBIBYTES);
      assertThat(readRow(parts.postgres().orElseThrow())).isEqualTo("ünchanged");
      assertThat(redis(parts, "GET kept")).contains("yes");
    }
  }

  @Test
  void twoSetsRunAtOnce(@TempDir Path other) throws Exception {
    try (DataFolder one = DataFolder.open(folder);
        DataFolder two = DataFolder.open(other);
        EmbeddedParts first = EmbeddedParts.start(one, Ports.FREE);
        EmbeddedParts second = EmbeddedParts.start(two, Ports.FREE)) {
      assertThat(clusterId(first.kafka().orElseThrow()))
          .isNotEqualTo(clusterId(second.kafka().orElseThrow()));
      assertThat(first.postgres().orElseThrow().port())
          .isNotEqualTo(second.postgres().orElseThrow().port());
      assertThat(first.redis().orElseThrow().port())
          .isNotEqualTo(second.redis().orElseThrow().port());
    }
  }

  @Test
  void startsOnlyWhatIsWanted() {
    try (DataFolder data = DataFolder.open(folder);
        EmbeddedParts parts =
            EmbeddedParts.start(data, Ports.FREE, Set.of(EmbeddedParts.Part.REDIS))) {
      assertThat(parts.kafka()).isEmpty();
      assertThat(parts.postgres()).isEmpty();
      assertThat(parts.redis()).isPresent();
    }
  }

  @Test
  void aTakenPortNamesItsSettingAndStopsTheOthers() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        DataFolder data = DataFolder.open(folder)) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> EmbeddedParts.start(data, new Ports(port, 0, 0)))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContainingAll("Port " + port + " is taken", "KAFKA_PORT=0");
      assertThatThrownBy(() -> EmbeddedParts.start(data, new Ports(0, port, 0)))
          .hasMessageContaining("POSTGRES_PORT=0");
      assertThatThrownBy(() -> EmbeddedParts.start(data, new Ports(0, 0, port)))
          .hasMessageContaining("REDIS_PORT=0");
      assertThat(Leftover.processOf(folder.resolve("redis").resolve("redis.pid"))).isEmpty();
    }
  }

  @Test
  void aProcessIdGivenToAnotherProgramPreventsNoStart() throws Exception {
    EmbeddedPostgres.start(folder, 0).close();
    String ours = Long.toString(ProcessHandle.current().pid());
    Files.writeString(folder.resolve("data").resolve("postmaster.pid"), ours + "\n");
    try (EmbeddedPostgres again = EmbeddedPostgres.start(folder, 0)) {
      assertThat(again.port()).isPositive();
    }
  }

  private static String writeRecord(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = admin(kafka)) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(PLACE.topic(), 1, (short) 1)
                      .configs(Map.of("max.message.bytes", "2162688"))))
          .all()
          .get();
    }
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.request.size", 3_000_000),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(PLACE.topic(), new byte[TWO_MEBIBYTES])).get();
    }
    return clusterId(kafka);
  }

  private static byte[] readRecord(EmbeddedKafka kafka) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(PLACE));
      consumer.seekToBeginning(List.of(PLACE));
      return consumer.poll(Duration.ofSeconds(10)).iterator().next().value();
    }
  }

  private static String clusterId(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = admin(kafka)) {
      return admin.describeCluster().clusterId().get();
    }
  }

  private static Admin admin(EmbeddedKafka kafka) {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private static void writeRow(EmbeddedPostgres postgres) throws Exception {
    postgres.createDatabase("kept");
    postgres.createDatabase("kept");
    try (var connection = DriverManager.getConnection(postgres.jdbcUrl("kept"));
        var statement = connection.createStatement()) {
      statement.execute("create table note (text text)");
      statement.execute("insert into note values ('ünchanged')");
    }
  }

  private static String readRow(EmbeddedPostgres postgres) throws Exception {
    try (var connection = DriverManager.getConnection(postgres.jdbcUrl("kept"));
        var rows = connection.createStatement().executeQuery("select text from note")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String redis(EmbeddedParts parts, String command) throws Exception {
    try (var socket =
        new java.net.Socket(InetAddress.getLoopbackAddress(), parts.redis().orElseThrow().port())) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[64];
      return new String(answer, 0, socket.getInputStream().read(answer), StandardCharsets.US_ASCII);
    }
  }
}

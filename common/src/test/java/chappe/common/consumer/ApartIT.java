// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.database.Database;
import chappe.common.kafka.FirstOffsets;
import chappe.common.kafka.Group;
import chappe.common.kafka.Topics;
import chappe.common.record.Header;
import chappe.common.record.Topic;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Records with queues apart from their key's.
@Timeout(120)
@ExtendWith(EmbeddedServers.class)
class ApartIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final CountDownLatch letEnd = new CountDownLatch(1);
  private Line line;
  private String apart;
  private ConsumerOptions options;
  private Database database;

  @BeforeEach
  void open(EmbeddedKafka kafka, FreshDatabase fresh) throws Exception {
    line = new Line(kafka.bootstrapServers());
    apart = line.input + "-apart";
    line.admin.createTopics(List.of(new NewTopic(apart, Line.PARTITIONS, (short) 1))).all().get();
    var group = new Group(line.group.id() + "-2", "dispatcher", List.of(line.input, apart));
    new Topics(line.admin).commitFirst(group, new FirstOffsets.Beginning());
    options = ConsumerOptions.transactional(group, "one", Set.of(apart));
    database = Line.database(fresh);
  }

  @AfterEach
  void close() {
    letEnd.countDown();
    line.admin.deleteTopics(Set.of(apart));
    database.close();
    line.close();
  }

  @Test
  void theyPassABusyKeyAndSeeWhatItHasCommitted() {
    try (var _ = line.start(options, this::handle, new Storage.In(database), Seams.NONE)) {
      line.produce(42, 1, "first");
      line.flush();
      await().atMost(SOON).until(() -> line.answers().size() == 1);
      line.produce(42, 2, "second waits");
      question(3);
      await().atMost(SOON).until(() -> line.answers().size() == 2);
      assertThat(line.answers()).containsExactly("first", "sees first");

      letEnd.countDown();
      await().atMost(SOON).until(() -> line.answers().size() == 3);
      question(4);
      await().atMost(SOON).until(() -> line.answers().size() == 4);
      assertThat(line.answers()).endsWith("second waits", "sees second waits");
    }
  }

  @Test
  void theyPassAKeyThatWaitsForALetter() {
    var parking =
        new RecordHandler() {
          @Override
          public void handle(Received received, Emitter emitter) throws Exception {
            if (Line.text(received).equals("bad")) {
              throw new BadRecordException("asked to", new IllegalStateException());
            }
            ApartIT.this.handle(received, emitter);
          }

          @Override
          public boolean parks(Received received) {
            return true;
          }
        };
    try (var _ = line.start(options, parking, new Storage.In(database), Seams.NONE)) {
      line.produce(42, 1, "first");
      line.produce(42, 2, "bad");
      line.produce(42, 3, "held");
      line.flush();
      await().atMost(SOON).until(() -> held() == 1 && line.answers().size() == 1);

      question(4);

      await().atMost(SOON).until(() -> line.answers().size() == 2);
      assertThat(line.answers()).containsExactly("first", "sees first");
      assertThat(held()).isEqualTo(1);
    }
  }

  private void handle(Received received, Emitter emitter) throws Exception {
    if (received.sourceTopic().equals(apart)) {
      var seen = emitter.committedSession().map(it -> new String(it, StandardCharsets.UTF_8));
      answer(received, emitter, "sees " + seen.orElse("nothing"));
      return;
    }
    emitter.session().put(received.value());
    if (Line.text(received).endsWith("waits")) {
      letEnd.await();
    }
    answer(received, emitter, Line.text(received));
  }

  private static void answer(Received received, Emitter emitter, String text) {
    emitter.emit(
        Topic.OUTBOUND_REPLY,
        received.recordKey(),
        "command",
        text.getBytes(StandardCharsets.UTF_8));
  }

  private void question(int number) {
    var record = new ProducerRecord<>(apart, "demo:42", "?".getBytes(StandardCharsets.UTF_8));
    Header.put(record.headers(), Header.ID, line.input + ":" + number);
    try (var producer = line.clients.producer("question", SOON)) {
      var _ = producer.send(record);
    }
  }

  private int held() {
    return database
        .jdbi()
        .withHandle(
            it ->
                it.createQuery("select count(*) from common.parked_records")
                    .mapTo(Integer.class)
                    .one());
  }
}

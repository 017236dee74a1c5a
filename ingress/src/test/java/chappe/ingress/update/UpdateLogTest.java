// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.metrics.Metrics;
import chappe.common.record.Header;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class UpdateLogTest {
  private final Metrics metrics = new Metrics("ingress");
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(
          false, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
  private final UpdateLog log =
      new UpdateLog(producer, "door-1", InstantSource.fixed(Instant.ofEpochMilli(1234)), metrics);

  @Test
  void anUpdateStandsUnderItsKeyWithItsBytes() {
    var body = "{\"update_id\":7, \"message\":{}}".getBytes(UTF_8);
    var _ = log.append("shop", new Scan.Update(7, "message", "-5"), body);

    var record = producer.history().getFirst();
    assertThat(record.topic()).isEqualTo("chappe.updates");
    assertThat(record.partition()).isNull();
    assertThat(record.key()).isEqualTo("shop:-5");
    assertThat(record.value()).isSameAs(body);
    assertThat(record.timestamp()).isEqualTo(1234);
    assertThat(header(record, Header.BOT)).contains("shop");
    assertThat(header(record, Header.ID)).contains("shop:7");
    assertThat(header(record, Header.TYPE)).contains("message");
    assertThat(header(record, Header.AT)).contains("1234");
    assertThat(header(record, Header.INSTANCE)).contains("door-1");
    assertThat(header(record, Header.SEQ)).contains("1");
    assertThat(header(record, Header.TRACEPARENT).orElseThrow())
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
  }

  @Test
  void everyRecordHasATraceAndANumberOfItsOwn() {
    for (int i = 0; i < 3; i++) {
      var _ = log.append("shop", new Scan.Update(7, "message", "-5"), new byte[0]);
    }
    assertThat(producer.history().stream().map(it -> header(it, Header.TRACEPARENT)))
        .doesNotHaveDuplicates();
    assertThat(producer.history().stream().map(it -> header(it, Header.SEQ).orElseThrow()))
        .containsExactly("1", "2", "3");
  }

  @Test
  void anUnreadableBodyIsADeadLetterThatSaysWhy() {
    var body = "garbage".getBytes(UTF_8);
    var _ = log.append("shop", new Scan.Unreadable("broken JSON at byte 0"), body);
    var _ = log.append("shop", new Scan.Unreadable("broken JSON at byte 0"), body);

    var record = producer.history().getFirst();
    assertThat(record.topic()).isEqualTo("chappe.dead.ingress");
    assertThat(record.key()).isEqualTo("shop:unreadable");
    assertThat(record.value()).isSameAs(body);
    assertThat(header(record, "error")).contains("unreadable");
    assertThat(header(record, "error-message")).contains("broken JSON at byte 0");
    assertThat(header(record, "attempts")).contains("1");
    assertThat(header(record, "died-at")).contains("1234");
    assertThat(header(record, Header.BOT)).contains("shop");
    assertThat(header(record, Header.TYPE)).contains("unreadable");
    assertThat(header(record, Header.AT)).contains("1234");
    assertThat(header(record, Header.INSTANCE)).contains("door-1");
    assertThat(header(record, Header.ID)).contains("shop:unreadable:door-1:1234:1");
    assertThat(header(producer.history().getLast(), Header.ID))
        .contains("shop:unreadable:door-1:1234:2");
  }

  @Test
  void isDoneAndCountedOnlyWhenAcknowledged() {
    var update = log.append("shop", new Scan.Update(7, "message", "1"), new byte[0]);
    var strange = log.append("shop", new Scan.Update(8, "brand_new", "1"), new byte[0]);
    var dead = log.append("shop", new Scan.Unreadable("why"), new byte[0]);
    assertThat(update).isNotDone();
    assertThat(counted("message")).isNull();

    producer.completeNext();
    producer.completeNext();
    producer.completeNext();

    assertThat(update).isCompleted();
    assertThat(strange).isCompleted();
    assertThat(dead).isCompleted();
    assertThat(counted("message")).isEqualTo(1);
    assertThat(counted("other")).isEqualTo(1);
    assertThat(
            metrics
                .registry()
                .getSampleValue(
                    "chappe_ingress_unreadable_total", new String[] {"bot"}, new String[] {"shop"}))
        .isEqualTo(1);
  }

  @Test
  void failsWhereKafkaDoes() {
    var update = log.append("shop", new Scan.Update(7, "message", "1"), new byte[0]);
    producer.errorNext(new TimeoutException("no acknowledgement"));
    assertThat(update).isCompletedExceptionally();
    assertThat(counted("message")).isNull();
  }

  @Test
  void failsAndDoesNotThrowWhereTheProducerIsClosed() {
    producer.close();
    assertThat(log.append("shop", new Scan.Update(7, "message", "1"), new byte[0]))
        .isCompletedExceptionally();
  }

  private Double counted(String kind) {
    return metrics
        .registry()
        .getSampleValue(
            "chappe_ingress_updates_total",
            new String[] {"bot", "kind"},
            new String[] {"shop", kind});
  }

  private static Optional<String> header(ProducerRecord<String, byte[]> record, String name) {
    return Header.text(record.headers(), name);
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.record.Header;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The promise of the door, with the broker stopped under load: what was answered 200 is in the
/// topic, everything else was answered 503 and can be sent again.
@ExtendWith(EmbeddedServers.class)
class BrokerAwayIT {
  private static final int SENDERS = 16;

  private final AtomicLong ids = new AtomicLong(1);
  private final Set<String> answered200 = ConcurrentHashMap.newKeySet();
  private final Set<Integer> otherStatuses = ConcurrentHashMap.newKeySet();

  @TempDir private Path folder;

  @Test
  void whatWasAnswered200IsInTheTopicThroughAnOutage(FreshDatabase database) throws Exception {
    var kafka = EmbeddedKafka.start(folder, 0);
    Door.createTopics(kafka.bootstrapServers());
    try (var door = Door.webhook(kafka.bootstrapServers(), database)) {
      var stop = new AtomicBoolean();
      var senders = senders(door, stop);
      await().until(() -> answered200.size() > 200);

      kafka.close();
      await().atMost(Duration.ofSeconds(12)).until(() -> otherStatuses.contains(503));
      assertThat(door.get("/health/ready").statusCode()).isEqualTo(503);
      assertThat(door.get("/health/live").statusCode()).isEqualTo(200);
      assertRefusedInTime(door);

      kafka = EmbeddedKafka.start(folder, kafka.port());
      long returned = System.nanoTime();
      int before = answered200.size();
      await().atMost(Duration.ofSeconds(10)).until(() -> answered200.size() > before + 200);
      assertThat(Duration.ofNanos(System.nanoTime() - returned)).isLessThan(Duration.ofSeconds(8));
      assertThat(door.get("/health/ready").statusCode()).isEqualTo(200);

      stop.set(true);
      for (var sender : senders) {
        sender.join();
      }
      assertThat(otherStatuses).containsExactly(503);
      assertThat(storedIds(door)).containsAll(answered200);
    } finally {
      kafka.close();
    }
  }

  private void assertRefusedInTime(Door door) throws Exception {
    long start = System.nanoTime();
    var refused = door.post("demo", Door.SECRET, update(ids.getAndIncrement()));
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("2");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  private List<Thread> senders(Door door, AtomicBoolean stop) {
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      senders.add(
          Thread.startVirtualThread(
              () -> {
                while (!stop.get()) {
                  long id = ids.getAndIncrement();
                  HttpResponse<String> answer =
                      door.postAsync("demo", Door.SECRET, update(id)).join();
                  if (answer.statusCode() == 200) {
                    answered200.add("demo:" + id);
                  } else {
                    otherStatuses.add(answer.statusCode());
                  }
                }
              }));
    }
    return senders;
  }

  private static Set<String> storedIds(Door door) {
    return door.records("chappe.updates").stream()
        .map(it -> Header.text(it.headers(), Header.ID).orElseThrow())
        .collect(Collectors.toSet());
  }

  private static byte[] update(long id) {
    return ("{\"update_id\":" + id + ",\"message\":{\"chat\":{\"id\":" + id % 50 + "}}}")
        .getBytes(UTF_8);
  }
}

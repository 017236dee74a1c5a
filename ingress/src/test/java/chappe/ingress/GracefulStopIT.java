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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedServers.class)
class GracefulStopIT {
  private final AtomicLong ids = new AtomicLong(500_000);
  private final Set<String> answered200 = ConcurrentHashMap.newKeySet();
  private final Set<Integer> otherStatuses = ConcurrentHashMap.newKeySet();

  @Test
  void aStopUnderLoadFinishesWhatItAccepted(EmbeddedKafka kafka, FreshDatabase database)
      throws Exception {
    Door.createTopics(kafka.bootstrapServers());
    var door = Door.webhook(kafka.bootstrapServers(), database);
    var stop = new AtomicBoolean();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      senders.add(Thread.startVirtualThread(() -> post(door, stop)));
    }
    await().until(() -> answered200.size() > 300);

    long start = System.nanoTime();
    door.service.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    stop.set(true);
    for (var sender : senders) {
      sender.join();
    }
    door.service.close();

    // refused while it stops, never broken off with an error of ours
    assertThat(otherStatuses).isSubsetOf(503);
    assertThat(
            door.records("chappe.updates").stream()
                .map(it -> Header.text(it.headers(), Header.ID).orElseThrow())
                .collect(Collectors.toSet()))
        .containsAll(answered200);
  }

  private void post(Door door, AtomicBoolean stop) {
    while (!stop.get()) {
      long id = ids.getAndIncrement();
      var body = "{\"update_id\":" + id + ",\"message\":{\"chat\":{\"id\":" + id % 50 + "}}}";
      try {
        int status = door.postAsync("demo", Door.SECRET, body.getBytes(UTF_8)).join().statusCode();
        if (status == 200) {
          answered200.add("demo:" + id);
        } else {
          otherStatuses.add(status);
        }
      } catch (CompletionException _) {
        // the door is closed: no answer, so nothing was promised
      }
    }
  }
}

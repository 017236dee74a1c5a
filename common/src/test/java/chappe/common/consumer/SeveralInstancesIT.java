// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.consumer.ConsumerOptions.Mode;
import chappe.common.database.Database;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Instances that come and go under load, in numbers that do not divide the partitions.
@Timeout(180)
@ExtendWith(EmbeddedServers.class)
class SeveralInstancesIT {
  private static final int CHATS = 40;
  private static final int RECORDS = 4_000;
  private static final int MOVES = 6;

  private Line line;
  private Database database;

  @BeforeEach
  void open(EmbeddedKafka kafka, FreshDatabase fresh) {
    line = new Line(kafka.bootstrapServers());
    database = Line.database(fresh);
  }

  @AfterEach
  void close() {
    database.close();
    line.close();
  }

  private KeyedConsumer start(int instance) {
    return line.start(
        line.options(Mode.TRANSACTION, "instance-" + instance),
        (received, emitter) -> {
          Thread.sleep(received.offset() % 5);
          SessionIT.append(received, emitter);
        },
        new Storage.In(database),
        Seams.NONE);
  }

  @Test
  void everyAnswerOnceAndEverySessionExactWhileInstancesComeAndGo() throws Exception {
    Random random = new Random(42);
    AtomicBoolean moving = new AtomicBoolean(true);
    Thread load = Thread.ofVirtual().start(() -> produce(moving));
    Deque<KeyedConsumer> running = new ArrayDeque<>();
    running.add(start(0));
    for (int move = 1; move <= MOVES; move++) {
      if (running.size() == 1 || (running.size() < 3 && random.nextBoolean())) {
        running.add(start(move));
      } else {
        running.remove().close();
      }
      Thread.sleep(1_500);
    }
    moving.set(false);
    load.join();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> line.answers().stream().distinct().count() == RECORDS);
    running.forEach(KeyedConsumer::close);

    assertThat(line.answers()).hasSize(RECORDS).doesNotHaveDuplicates();
    Map<String, String> longest = new HashMap<>();
    line.answers().forEach(it -> longest.put(it.substring(0, it.indexOf('=')), it));
    assertThat(longest.values())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, CHATS)
                .mapToObj(
                    chat ->
                        chat
                            + "="
                            + IntStream.range(0, RECORDS)
                                .filter(number -> number % CHATS == chat)
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(" ")))
                .toList());
  }

  /// Most of the load while instances move, the rest at once.
  private void produce(AtomicBoolean moving) {
    for (int number = 0; number < RECORDS; number++) {
      line.produce(number % CHATS, number, Integer.toString(number));
      if (number % 10 == 0 && moving.get()) {
        try {
          Thread.sleep(20);
        } catch (InterruptedException e) {
          return;
        }
      }
    }
    line.flush();
  }
}

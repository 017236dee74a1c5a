// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.dead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.record.Topic;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedServers.class)
class ParkingIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static Station station;
  private static DeadLetterBox box;
  private static Jdbi jdbi;

  @BeforeAll
  static void open(FreshDatabase database) {
    station = new Station(database.url());
    box = new DeadLetterBox(station.clients, InstantSource.system());
    jdbi = Jdbi.create(database.jdbcUrl());
  }

  @AfterAll
  static void close() {
    station.close();
  }

  @BeforeEach
  void fallsSick() {
    station.sick = true;
    station.parking.clear();
  }

  @Test
  void laterRecordsWaitForALetterAndGoOnInOrderWhenItIsRetried() {
    DeadLetter letter = parkedBy(1, 10);
    assertThat(letter.death().parked()).isTrue();
    produce(1, 11, 14);
    station.produce(Topic.UPDATES, 2, 99);
    awaitAnswers(2, "demo:99:1");
    awaitHeld(1, 4);
    assertThat(station.answers(1)).isEmpty();

    box.retry(named(letter), "ann");
    DeadLetter again = awaitOpen(1, "demo:10~1");
    station.sick = false;
    produce(1, 15, 16);
    awaitHeld(1, 6);
    box.retry(named(again), "ann");
    produce(1, 17, 19);

    awaitTexts(1, IntStream.rangeClosed(10, 19));
    awaitFree(1);
    produce(1, 20, 20);
    awaitTexts(1, IntStream.rangeClosed(10, 20));
    assertThat(station.answers(1)).last().isEqualTo("demo:20:1");
  }

  @Test
  void whatWaitsGoesOnWhenTheLetterIsDropped() {
    DeadLetter letter = parkedBy(3, 30);
    produce(3, 31, 33);
    awaitHeld(3, 3);

    box.drop(named(letter), "ann");

    awaitAnswers(3, "demo:31~1:1", "demo:32~1:1", "demo:33~1:1");
    awaitFree(3);
  }

  @Test
  void aStopForgetsNothingThatWaits() {
    DeadLetter letter = parkedBy(4, 40);
    produce(4, 41, 42);
    awaitHeld(4, 2);
    station.restart();
    produce(4, 43, 43);
    awaitHeld(4, 3);
    station.restart();
    station.sick = false;

    box.retry(named(letter), "ann");

    awaitTexts(4, IntStream.rangeClosed(40, 43));
    awaitFree(4);
  }

  @Test
  void oneThatWaitedMayDieItselfAndTheOthersWaitForItInTheirOrder() {
    station.parking.add("demo:52");
    DeadLetter letter = parkedBy(5, 50);
    produce(5, 51, 54);
    awaitHeld(5, 4);
    box.drop(named(letter), "ann");
    DeadLetter second = awaitOpen(5, "demo:52~1");
    produce(5, 55, 55);
    awaitHeld(5, 3);
    assertThat(station.answers(5)).containsExactly("demo:51~1:1");

    station.sick = false;
    box.retry(named(second), "ann");

    awaitTexts(5, IntStream.rangeClosed(51, 55));
    awaitFree(5);
  }

  @Test
  void anOlderLetterThatIsRetriedMeanwhileWaitsToo() {
    station.parking.add("demo:nobody");
    DeadLetter parked = parkedBy(6, 60);
    produce(6, 61, 61);
    awaitHeld(6, 1);
    box.drop(named(parked), "ann");
    awaitFree(6);
    DeadLetter other = parkedBy(6, 62);
    box.retry(new Selection.Named(List.of(parked.place()), true), "ann");
    awaitHeld(6, 1);
    station.sick = false;
    box.retry(named(other), "ann");
    awaitAnswers(6, "demo:61~1:1", "demo:62~1:1", "demo:60~2:1");
    awaitFree(6);
  }

  private static DeadLetter parkedBy(long chat, int number) {
    station.parking.add("demo:" + number);
    station.produce(Topic.UPDATES, chat, number);
    return awaitOpen(chat, "demo:" + number);
  }

  private static void produce(long chat, int first, int last) {
    IntStream.rangeClosed(first, last)
        .forEach(number -> station.produce(Topic.UPDATES, chat, number));
  }

  private static DeadLetter awaitOpen(long chat, String id) {
    return await()
        .atMost(SOON)
        .until(
            () -> all(chat).stream().filter(it -> it.isOpen() && it.id().equals(id)).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static List<DeadLetter> all(long chat) {
    return box.list(
        new LetterFilter(
            List.of("dispatcher"),
            Optional.empty(),
            Optional.of("demo:" + chat),
            Optional.empty(),
            Optional.empty()));
  }

  private static void awaitHeld(long chat, int count) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(count("parked_records", chat)).isEqualTo(count));
  }

  private static void awaitFree(long chat) {
    awaitHeld(chat, 0);
    await().atMost(SOON).untilAsserted(() -> assertThat(count("parked_keys", chat)).isZero());
  }

  private static int count(String table, long chat) {
    return jdbi.withHandle(
        it ->
            it.createQuery("select count(*) from common." + table + " where record_key = ?")
                .bind(0, "demo:" + chat)
                .mapTo(Integer.class)
                .one());
  }

  private static void awaitAnswers(long chat, String... ids) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(station.answers(chat)).containsExactly(ids));
  }

  private static void awaitTexts(long chat, IntStream numbers) {
    List<String> texts = numbers.mapToObj(Integer::toString).toList();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        station.committed(Topic.OUTBOUND_REPLY.topicName(), chat).stream()
                            .map(
                                it ->
                                    new String(
                                        it.value(), java.nio.charset.StandardCharsets.UTF_8)))
                    .containsExactlyElementsOf(texts));
  }

  private static Selection.Named named(DeadLetter letter) {
    return new Selection.Named(List.of(letter.place()), false);
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.dead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chappe.common.record.DeadHeader;
import chappe.common.record.Header;
import chappe.common.record.RecordPlace;
import chappe.common.record.Topic;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedServers.class)
class DeadLetterBoxIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static Station station;
  private static DeadLetterBox box;

  @BeforeAll
  static void open(FreshDatabase database) {
    station = new Station(database.url());
    box = new DeadLetterBox(station.clients, InstantSource.system());
  }

  @AfterAll
  static void close() {
    station.close();
  }

  @BeforeEach
  void fallsSick() {
    station.sick = true;
  }

  @Test
  void whatWasCuredIsSentAgainAndAnsweredOnce() {
    DeadLetter letter = died(Topic.UPDATES, 1, 11);
    assertThat(letter.id()).isEqualTo("demo:11");
    assertThat(letter.type()).isEqualTo("message");
    assertThat(letter.death().error()).isEqualTo("java.lang.IllegalStateException");
    assertThat(letter.death().attempts()).isEqualTo(2);
    assertThat(letter.death().origin()).matches("chappe\\.updates-\\d@\\d+");
    assertThat(new String(box.open(letter.place()).value(), StandardCharsets.UTF_8))
        .isEqualTo("11");
    assertThat(box.open(letter.place()).headers().get(DeadHeader.STACK))
        .contains("broken on purpose", "Station");

    station.sick = false;
    assertThat(box.retry(named(letter), "ann")).hasSize(1);

    awaitAnswers(1, "demo:11~1:1");
    assertThat(open(1)).isEmpty();
    assertThat(all(1))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.resolution().orElseThrow().kind()).isEqualTo(Resolution.Kind.RETRIED);
              assertThat(it.resolution().orElseThrow().by()).isEqualTo("ann");
            });
    var original = station.committed(Topic.UPDATES.topicName(), 1).getFirst();
    var retried = station.committed(Topic.retry("dispatcher"), 1).getFirst();
    assertThat(retried.partition()).isEqualTo(original.partition());
    assertThat(retried.value()).isEqualTo(original.value());
    assertThat(Header.text(retried.headers(), Header.TRACEPARENT))
        .isEqualTo(Header.text(original.headers(), Header.TRACEPARENT));
    assertThat(Arrays.stream(retried.headers().toArray()).map(it -> it.key()))
        .containsExactlyInAnyOrder(
            Header.BOT,
            Header.ID,
            Header.TYPE,
            Header.AT,
            Header.TRACEPARENT,
            DeadHeader.RETRY_ORIGIN,
            DeadHeader.RETRY_FIRST);
  }

  @Test
  void whatIsSentAgainTwiceIsHandledOnce() {
    DeadLetter first = died(Topic.UPDATES, 2, 21);
    DeadLetter second = died(Topic.UPDATES, 2, 22);
    station.sick = false;
    box.retry(named(first), "ann");

    assertThatThrownBy(() -> box.retry(named(first), "bob"))
        .isInstanceOf(DeadLetterException.class)
        .hasMessageContaining("was retried already")
        .hasMessageContaining("ann")
        .hasMessageContaining("--again");
    box.retry(new Selection.Named(List.of(first.place()), true), "bob");
    box.retry(named(second), "ann");

    awaitAnswers(2, "demo:21~1:1", "demo:22~1:1");
    assertThat(station.committed(Topic.retry("dispatcher"), 2)).hasSize(3);
  }

  @Test
  void whatDiesAgainKeepsItsFirstPlaceAndGetsTheNextNumber() {
    DeadLetter first = died(Topic.UPDATES, 3, 31);
    box.retry(named(first), "ann");
    DeadLetter second = awaitOpen(3, 1).getFirst();
    assertThat(second.id()).isEqualTo("demo:31~1");
    assertThat(second.death().origin()).isEqualTo(first.death().origin());
    assertThat(second.death().attempts()).isEqualTo(2);

    box.retry(named(second), "ann");
    DeadLetter third = awaitOpen(3, 1).getFirst();
    assertThat(third.id()).isEqualTo("demo:31~2");
    assertThat(third.death().origin()).isEqualTo(first.death().origin());

    station.sick = false;
    box.retry(named(third), "ann");
    awaitAnswers(3, "demo:31~3:1");
  }

  @Test
  void lettersOfAKeyAreSentInTheirOldOrderWhereverTheyCameFromAndHoweverOftenTheyDied() {
    DeadLetter first = died(Topic.UPDATES, 4, 41);
    died(Topic.EVENTS, 4, 42);
    died(Topic.UPDATES, 4, 43);
    box.retry(named(first), "ann");
    List<DeadLetter> open = awaitOpen(4, 3);
    assertThat(open).extracting(DeadLetter::id).containsExactly("demo:41~1", "demo:42", "demo:43");

    station.sick = false;
    box.retry(
        new Selection.Named(open.reversed().stream().map(DeadLetter::place).toList(), false),
        "ann");

    awaitAnswers(4, "demo:41~2:1", "demo:42~1:1", "demo:43~1:1");
    assertThat(station.committed(Topic.OUTBOUND_REPLY.topicName(), 4))
        .extracting(it -> Header.text(it.headers(), Header.TYPE).orElse(""))
        .containsExactly("chappe.updates", "chappe.events", "chappe.updates");
  }

  @Test
  void manyAreSettledByTheirMarks() {
    for (int number = 500; number < 560; number++) {
      station.produce(Topic.UPDATES, 5, number);
    }
    awaitOpen(5, 60);
    var filter =
        new LetterFilter(
            List.of("dispatcher"),
            Optional.of("demo"),
            Optional.of("demo:5"),
            Optional.of("IllegalStateException"),
            Optional.of(Instant.now().minusSeconds(600)));
    var other =
        new LetterFilter(
            filter.services(),
            filter.bot(),
            filter.key(),
            Optional.of("StateException"),
            filter.since());
    assertThat(box.drop(new Selection.Open(other), "ann")).isEmpty();

    station.sick = false;
    assertThat(box.retry(new Selection.Open(filter), "ann")).hasSize(60);

    await().atMost(SOON).until(() -> station.answers(5).size() == 60);
    assertThat(station.answers(5)).isSorted();
    assertThat(box.retry(new Selection.Open(filter), "ann")).isEmpty();
  }

  @Test
  void whatIsDroppedIsSentNowhere() {
    DeadLetter letter = died(Topic.UPDATES, 6, 61);
    station.sick = false;
    box.drop(named(letter), "ann");
    assertThat(open(6)).isEmpty();
    assertThat(all(6).getFirst().resolution().orElseThrow().kind())
        .isEqualTo(Resolution.Kind.DROPPED);
    assertThat(station.committed(Topic.retry("dispatcher"), 6)).isEmpty();
  }

  @Test
  void ofTwoWhoSettleAtOnceTheEarlierOneCanDoNothingMore() {
    DeadLetter letter = died(Topic.UPDATES, 7, 71);
    List<String> services = List.of("dispatcher");
    try (var earlier = new Settling(station.clients, InstantSource.system(), services)) {
      assertThat(earlier.choose(named(letter))).hasSize(1);
      box.drop(named(letter), "bob");
      assertThatThrownBy(
              () -> earlier.settle("dispatcher", List.of(letter), Resolution.Kind.RETRIED, "ann"))
          .isInstanceOf(DeadLetterException.class)
          .hasMessageContaining("somebody else");
    }
    assertThat(station.committed(Topic.retry("dispatcher"), 7)).isEmpty();
  }

  @Test
  void whatCannotBeIsToldInOneLine() {
    var nowhere = new RecordPlace("dispatcher", 1, 999_999);
    assertThatThrownBy(() -> box.open(nowhere))
        .isInstanceOf(DeadLetterException.class)
        .hasMessageContaining("there is no dead letter dispatcher-1@999999");
    assertThatThrownBy(() -> box.open(new RecordPlace("dispatcher", 99, 0)))
        .isInstanceOf(DeadLetterException.class);
    assertThatThrownBy(() -> box.retry(new Selection.Named(List.of(nowhere), false), "ann"))
        .isInstanceOf(DeadLetterException.class)
        .hasMessageContaining("dispatcher-1@999999");
    assertThatThrownBy(() -> box.list(LetterFilter.of(List.of("dispatchr"))))
        .isInstanceOf(DeadLetterException.class)
        .hasMessage(
            "'dispatchr' is no service with dead letters; there are ingress, dispatcher, sender,"
                + " scheduler, payments");
    assertThatThrownBy(
            () ->
                box.retry(
                    new Selection.Named(List.of(new RecordPlace("ingress", 0, 0)), false), "ann"))
        .isInstanceOf(DeadLetterException.class)
        .hasMessageContaining("cannot be retried");
  }

  private static DeadLetter died(Topic topic, long chat, int number) {
    int before = open(chat).size();
    station.produce(topic, chat, number);
    return awaitOpen(chat, before + 1).getLast();
  }

  private static List<DeadLetter> awaitOpen(long chat, int count) {
    return await().atMost(SOON).until(() -> open(chat), it -> it.size() == count);
  }

  private static void awaitAnswers(long chat, String... ids) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(station.answers(chat)).containsExactly(ids));
  }

  private static List<DeadLetter> open(long chat) {
    return all(chat).stream().filter(DeadLetter::isOpen).toList();
  }

  private static List<DeadLetter> all(long chat) {
    return box.list(
        new LetterFilter(
            DeadLetterBox.SERVICES,
            Optional.empty(),
            Optional.of("demo:" + chat),
            Optional.empty(),
            Optional.empty()));
  }

  private static Selection.Named named(DeadLetter letter) {
    return new Selection.Named(List.of(letter.place()), false);
  }
}

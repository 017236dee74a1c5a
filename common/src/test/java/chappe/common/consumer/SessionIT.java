// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.consumer.ConsumerOptions.Mode;
import chappe.common.database.Database;
import chappe.common.record.Topic;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(EmbeddedServers.class)
class SessionIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int CHATS = 40;

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

  private KeyedConsumer start(RecordHandler handler) {
    return line.start(
        line.options(Mode.TRANSACTION, "one"), handler, new Storage.In(database), Seams.NONE);
  }

  /// Appends the record's text to the session, and answers with all of it.
  static void append(Received received, Emitter emitter) {
    Session session = emitter.session();
    String before =
        session.value().map(it -> new String(it, StandardCharsets.UTF_8) + " ").orElse("");
    String after = before + new String(received.value(), StandardCharsets.UTF_8);
    session.put(after.getBytes(StandardCharsets.UTF_8));
    emitter.emit(
        Topic.OUTBOUND_REPLY,
        received.recordKey(),
        "command",
        (received.recordKey().owner() + "=" + after).getBytes(StandardCharsets.UTF_8));
  }

  private void produce(int from, int to) {
    IntStream.range(from, to)
        .forEach(number -> line.produce(number % CHATS, number, Integer.toString(number)));
    line.flush();
  }

  /// What each chat's session must be after so many records.
  private static Map<String, String> expected(int records) {
    return IntStream.range(0, records)
        .boxed()
        .collect(
            Collectors.groupingBy(
                number -> Integer.toString(number % CHATS),
                Collectors.mapping(number -> Integer.toString(number), Collectors.joining(" "))));
  }

  private Map<String, String> answered() {
    return line.answers().stream()
        .collect(
            Collectors.toMap(
                answer -> answer.substring(0, answer.indexOf('=')),
                answer -> answer.substring(answer.indexOf('=') + 1),
                (older, newer) -> newer));
  }

  private Map<String, String> view() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select session_key, convert_from(value, 'UTF8') as value
                        from common.sessions where group_id = :group
                        """)
                    .bind("group", line.group.id())
                    .map(
                        (row, _) ->
                            Map.entry(
                                row.getString(1).substring("demo:".length()), row.getString(2)))
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Test
  void aSessionMovesOncePerRecordAndTheViewFollows() {
    produce(0, 2_000);
    try (var _ = start(SessionIT::append)) {
      await().atMost(SOON).untilAsserted(() -> assertThat(view()).isEqualTo(expected(2_000)));
    }
    assertThat(line.answers()).hasSize(2_000).doesNotHaveDuplicates();
    assertThat(answered()).isEqualTo(expected(2_000));
  }

  @Test
  void itGoesOnAfterARestartFromTheViewOrFromTheLogAlone() {
    produce(0, 400);
    try (var _ = start(SessionIT::append)) {
      await().atMost(SOON).until(() -> line.answers().size() == 400);
    }
    produce(400, 800);
    try (var _ = start(SessionIT::append)) {
      await().atMost(SOON).until(() -> line.answers().size() == 800);
    }
    database
        .jdbi()
        .useHandle(handle -> handle.execute("truncate common.sessions, common.session_watermarks"));
    produce(800, 1_200);
    try (var _ = start(SessionIT::append)) {
      await().atMost(SOON).until(() -> line.answers().size() == 1_200);
      await().atMost(SOON).untilAsserted(() -> assertThat(view()).isEqualTo(expected(1_200)));
    }
    assertThat(answered()).isEqualTo(expected(1_200));
  }

  @Test
  void aFailedAttemptChangesNothingAndAForgottenSessionIsGone() {
    RecordHandler failsFirst =
        (received, emitter) -> {
          append(received, emitter);
          if (received.attempt() == 1) {
            throw new IllegalStateException("the first attempt fails");
          }
          if (new String(received.value(), StandardCharsets.UTF_8).equals("81")) {
            emitter.session().forget();
          }
        };
    produce(0, 90);
    try (var _ = start(failsFirst)) {
      await().atMost(SOON).until(() -> line.answers().size() == 90);
      Map<String, String> left = new java.util.HashMap<>(expected(90));
      left.remove("1");
      await().atMost(SOON).untilAsserted(() -> assertThat(view()).isEqualTo(left));
    }
    line.produce(1, 1_000, "again");
    line.flush();
    try (var _ = start(SessionIT::append)) {
      await().atMost(SOON).until(() -> line.answers().size() == 91);
    }
    assertThat(answered()).containsEntry("1", "again");
  }

  @Test
  void sessionsOfUsersWithinAChatAreApart() {
    RecordHandler perUser =
        (received, emitter) -> {
          long user = Integer.parseInt(new String(received.value(), StandardCharsets.UTF_8)) % 3;
          Session session = emitter.session(user);
          int count =
              session
                      .value()
                      .map(it -> Integer.parseInt(new String(it, StandardCharsets.UTF_8)))
                      .orElse(0)
                  + 1;
          session.put(Integer.toString(count).getBytes(StandardCharsets.UTF_8));
          Line.echo(received, emitter);
        };
    IntStream.range(0, 30).forEach(number -> line.produce(5, number, Integer.toString(number)));
    line.flush();
    try (var _ = start(perUser)) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(view()).isEqualTo(Map.of("5:0", "10", "5:1", "10", "5:2", "10")));
    }
  }

  @Test
  void whileTheDatabaseIsAwayHandlersWaitAndNothingIsLost() {
    produce(0, 200);
    try (var _ = start(SessionIT::append)) {
      await().atMost(SOON).until(() -> line.answers().size() == 200);
      database
          .jdbi()
          .useHandle(handle -> handle.execute("alter table common.sessions rename to away"));
      produce(200, 400);
      await().during(Duration.ofSeconds(1)).until(() -> true);
      database
          .jdbi()
          .useHandle(handle -> handle.execute("alter table common.away rename to sessions"));
      await().atMost(SOON).until(() -> line.answers().size() == 400);
      await().atMost(SOON).untilAsserted(() -> assertThat(view()).isEqualTo(expected(400)));
    }
    assertThat(answered()).isEqualTo(expected(400));
  }
}

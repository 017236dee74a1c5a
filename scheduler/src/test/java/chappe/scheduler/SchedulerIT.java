// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.json.Json;
import chappe.common.lifecycle.Service;
import chappe.common.lifecycle.Supervisor;
import chappe.common.record.BotAnnouncement;
import chappe.common.record.Event.JobDue;
import chappe.common.record.Event.JobResult;
import chappe.common.record.OutboundCommand;
import chappe.common.record.OutboundCommand.OnResult;
import chappe.common.record.ScheduleCommand;
import chappe.common.record.ScheduleCommand.Action;
import chappe.common.record.ScheduleCommand.Firing;
import chappe.common.record.ScheduleCommand.When;
import chappe.common.record.Topic;
import chappe.common.settings.Secret;
import chappe.common.settings.Settings;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// A scheduler among the real Kafka and the real PostgreSQL; each test has a chat of its own.
@ExtendWith(EmbeddedServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class SchedulerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TOKEN = "0123456789abcdef";
  private static final int RACES = 80;
  private static final int SHARED = 100;
  private static final AtomicInteger CHATS = new AtomicInteger(100);

  private final HttpClient client = HttpClient.newHttpClient();
  private final EmbeddedKafka kafka;
  private final FreshDatabase database;
  private final Line line;
  private final Jdbi jdbi;
  private Service scheduler;

  SchedulerIT(EmbeddedKafka kafka, FreshDatabase database) {
    this.kafka = kafka;
    this.database = database;
    this.line = new Line(kafka.bootstrapServers());
    this.jdbi = Jdbi.create(database.jdbcUrl());
    var _ = Migrations.migrate(new DatabaseSettings(Secret.of(database.url()), 5));
    this.scheduler = started("one");
  }

  @BeforeAll
  void ready() {
    awaitReady(scheduler);
  }

  @AfterAll
  void close() {
    scheduler.close();
    line.close();
    client.close();
  }

  @Test
  void aJobTellsItsHandlerOnceAndNotBeforeItsMoment() {
    long before = now();
    String key = schedule("once", When.after(Duration.ofMillis(400)), event("once"));

    await().atMost(PATIENCE).until(() -> !line.events(JobDue.class, "once").isEmpty());
    assertThat(now()).isGreaterThanOrEqualTo(before + 400);
    var due = line.events(JobDue.class, "once").getFirst();
    assertThat(due.job()).isEqualTo("once");
    assertThat(due.dueAt()).isEqualTo(Instant.ofEpochMilli(before + 400));
    assertThat(due.data().path("a").asInt()).isEqualTo(1);
    assertThat(line.ids(Topic.EVENTS, key))
        .singleElement()
        .asString()
        .matches("demo:once:\\d+\\.\\d+@" + (before + 400));
    assertGone(key);
  }

  @Test
  void aJobMakesACallInItsLane() {
    var params = Json.object().put("chat_id", 7).put("text", "hello");
    var call = OutboundCommand.of("sendMessage", params);
    String reply = schedule("call", When.after(Duration.ZERO), Firing.call(call));
    String bulk = schedule("call", When.after(Duration.ZERO), new Firing(call, "bulk", null, null));

    await().atMost(PATIENCE).until(() -> line.ids(Topic.OUTBOUND_REPLY, reply).size() == 1);
    await().atMost(PATIENCE).until(() -> line.ids(Topic.OUTBOUND_BULK, bulk).size() == 1);
  }

  @Test
  void aJobComesAgainUntilItIsOver() {
    String key = schedule("thrice", When.every(Duration.ofSeconds(1)).times(3), event("thrice"));

    await().atMost(PATIENCE).until(() -> line.events(JobDue.class, "thrice").size() == 3);
    var due = line.events(JobDue.class, "thrice").stream().map(JobDue::dueAt).toList();
    assertThat(due.get(1)).isEqualTo(due.get(0).plusSeconds(1));
    assertThat(due.get(2)).isEqualTo(due.get(0).plusSeconds(2));
    assertGone(key);
  }

  @Test
  void whoAsksIsToldWhetherAJobWasFoundAndWhatThereIs() {
    String key = schedule("told", When.after(Duration.ofHours(1)), event("never"));
    change(key, Action.LIST, null);
    change(key, Action.PAUSE, "told");
    change(key, Action.CANCEL, "told");
    change(key, Action.CANCEL, "told");

    await().atMost(PATIENCE).until(() -> results(key).size() == 4);
    var results = results(key);
    assertThat(results).extracting(JobResult::found).containsExactly(true, true, true, false);
    assertThat(results.getFirst().jobs()).extracting(JobResult.Job::does).containsExactly("never");
    assertThat(results.get(1).jobs()).extracting(JobResult.Job::paused).containsExactly(true);
    assertThat(results.get(2).jobs()).isEmpty();
  }

  @Test
  void aConfirmedCancelNeverFires() {
    String key = key();
    for (int i = 0; i < RACES; i++) {
      // due about when its cancel comes: whichever wins, the answer says which
      line.command(
          key,
          key + ":s" + i,
          ScheduleCommand.schedule("c" + i, When.after(Duration.ofMillis(i % 20)), event("race")),
          now());
      line.command(
          key,
          key + ":c" + i,
          ScheduleCommand.change(
              Action.CANCEL, "c" + i, new OnResult(key, key, NullNode.getInstance())),
          now());
    }
    await().atMost(PATIENCE).until(() -> results(key).size() == RACES);

    var cancelled = results(key).stream().filter(JobResult::found).map(JobResult::job).toList();
    var all = RACES - cancelled.size();
    await().atMost(PATIENCE).until(() -> fired().size() >= all);
    assertGone(key);
    assertThat(fired()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(cancelled);
    assertThat(fired()).hasSize(all);
  }

  @Test
  void aReplacedJobAndOneThatIsRunNowFireAtTheSameMoment() {
    long at = now() - 1500;
    String key = key();
    var when = When.at(Instant.ofEpochMilli(at));
    line.command(key, key + ":1", ScheduleCommand.schedule("r", when, event("same")), now());
    await().atMost(PATIENCE).until(() -> line.events(JobDue.class, "same").size() == 1);
    line.command(key, key + ":2", ScheduleCommand.schedule("r", when, event("same")), now());
    await().atMost(PATIENCE).until(() -> line.events(JobDue.class, "same").size() == 2);
    var hourly = When.every(Duration.ofHours(1));
    line.command(key, key + ":3", ScheduleCommand.schedule("r", hourly, event("same")), now());
    line.command(key, key + ":4", ScheduleCommand.change(Action.RUN_NOW, "r"), at);

    await().atMost(PATIENCE).until(() -> line.events(JobDue.class, "same").size() == 3);
    assertThat(line.ids(Topic.EVENTS, key))
        .doesNotHaveDuplicates()
        .allSatisfy(it -> assertThat(it).startsWith("demo:r:").endsWith("@" + at));
  }

  @Test
  void whatCannotBeMadeIsToldOrDeadAndNothingIsHalfDone() {
    String key = key();
    var bad = ScheduleCommand.schedule("bad", When.cron("0 99 * * *", "UTC"), event("x"));
    line.command(key, key + ":1", bad, now());
    line.command(
        key, key + ":2", bad.telling(new OnResult(key, key, NullNode.getInstance())), now());
    line.record(
        Topic.SCHEDULES, key, key + ":3", "schedule", "{}".getBytes(StandardCharsets.UTF_8), now());

    await().atMost(PATIENCE).until(() -> line.dead(key).size() == 2 && results(key).size() == 1);
    assertThat(results(key).getFirst().refused()).contains("character 3, the hour '99'");
    assertThat(line.dead(key).getFirst().headers())
        .anySatisfy(
            it ->
                assertThat(new String(it.value(), StandardCharsets.UTF_8))
                    .contains("the hour '99'"));
    assertGone(key);
  }

  @Test
  void jobsSurviveARestartAndMissedOnesFireOnce() {
    String key = schedule("later", When.after(Duration.ofSeconds(2)), event("later"));
    String rate = schedule("rate", When.every(Duration.ofSeconds(1)), event("rate"));
    await().atMost(PATIENCE).until(() -> !line.events(JobDue.class, "rate").isEmpty());
    scheduler.close();
    int before = line.events(JobDue.class, "rate").size();
    await().pollDelay(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> true);

    scheduler = started("one");
    awaitReady(scheduler);

    await().atMost(PATIENCE).until(() -> line.events(JobDue.class, "rate").size() > before + 1);
    assertThat(line.events(JobDue.class, "later")).hasSize(1);
    var dues = line.events(JobDue.class, "rate").stream().map(JobDue::dueAt).toList();
    assertThat(dues).doesNotHaveDuplicates().isSorted();
    assertThat(Duration.between(dues.get(before - 1), dues.get(before)))
        .as("those missed while it was away are one")
        .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    change(rate, Action.CANCEL, "rate");
    assertGone(key);
    assertGone(rate);
  }

  @Test
  void twoShareTheWorkAndEachFiringComesOnce() {
    var other = started("two");
    awaitReady(other);
    String key = key();
    for (int i = 0; i < SHARED; i++) {
      line.command(
          key + i,
          key + ":" + i,
          ScheduleCommand.schedule(
              "j" + i, When.after(Duration.ofMillis(4000 + i)), event("shared")),
          now());
    }
    // what the one holds that goes is fired by the other
    await().pollDelay(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> true);
    other.close();

    await().atMost(PATIENCE).until(() -> line.events(JobDue.class, "shared").size() >= SHARED);
    assertThat(line.events(JobDue.class, "shared").stream().map(JobDue::job))
        .doesNotHaveDuplicates()
        .hasSize(SHARED);
  }

  @Test
  void whatADeadInstanceHeldIsFiredByAnother() {
    String key = key();
    for (String job : List.of("held", "decided")) {
      line.command(
          key,
          key + ":" + job,
          ScheduleCommand.schedule(job, When.after(Duration.ofHours(1)), event("inherited")),
          now());
    }
    await()
        .atMost(PATIENCE)
        .until(() -> get("/jobs/" + key.replace(':', '/') + "/decided").statusCode() == 200);
    jdbi.useTransaction(
        it -> {
          long dead =
              it.createQuery(
                      "insert into scheduler.instances (instance, alive_until)"
                          + " values ('dead', now() + interval '2 s') returning token")
                  .mapTo(Long.class)
                  .one();
          it.createUpdate(
                  "update scheduler.jobs set lease = :dead, due_at = date_trunc('second', now()),"
                      + " state = case job when 'held' then 'waiting' else 'firing' end"
                      + " where record_key = :key")
              .bind("dead", dead)
              .bind("key", key)
              .execute();
        });

    await().atMost(PATIENCE).until(() -> line.events(JobDue.class, "inherited").size() == 2);
    assertThat(line.ids(Topic.EVENTS, key)).doesNotHaveDuplicates();
    assertGone(key);
  }

  @Test
  void theBotsOwnJobsFollowTheirAnnouncement() {
    var daily = BotAnnouncement.Job.daily("summary", LocalTime.of(9, 0), ZoneId.of("Europe/Paris"));
    var look = BotAnnouncement.Job.every("look", Duration.ofSeconds(1));
    announce(List.of(daily, look), 1);
    await().atMost(PATIENCE).until(() -> line.events(JobDue.class, "look").size() > 1);
    var summary = get("/jobs/shop/job%3Asummary/summary");
    assertThat(Json.tree(summary.body()).path("when").path("zone").asText())
        .isEqualTo("Europe/Paris");

    announce(List.of(daily), 2);

    await().atMost(PATIENCE).until(() -> get("/jobs/shop/job%3Alook/look").statusCode() == 404);
    assertThat(get("/jobs/shop/job%3Asummary/summary").body())
        .as("what is declared in the same way stays as it is")
        .isEqualTo(summary.body());
    announce(List.of(), 3);
    await()
        .atMost(PATIENCE)
        .until(() -> get("/jobs/shop/job%3Asummary/summary").statusCode() == 404);
  }

  @Test
  void jobsAreMadeListedChangedAndCancelledOverRest() {
    int chat = CHATS.incrementAndGet();
    var made =
        post(
            "/jobs",
            """
            {"bot":"demo","chat":%d,"job":"a-b","when":{"every":"PT1H"},
             "fires":{"event":"rest","data":{"x":1}}}
            """
                .formatted(chat));
    assertThat(made.statusCode()).isEqualTo(201);
    var job = Json.tree(made.body());
    assertThat(job.path("state").asText()).isEqualTo("waiting");
    String path = "/jobs/demo/" + chat + "/a-b";

    assertThat(Json.tree(post(path + "/pause", "").body()).path("state").asText())
        .isEqualTo("paused");
    assertThat(Json.tree(post(path + "/resume", "").body()).path("state").asText())
        .isEqualTo("waiting");
    assertThat(post(path + "/run", "").statusCode()).isEqualTo(202);
    await().atMost(PATIENCE).until(() -> line.events(JobDue.class, "rest").size() == 1);
    var listed = Json.tree(get("/jobs?bot=demo&chat=" + chat).body()).path("jobs");
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).path("job").asText()).isEqualTo("a-b");

    assertThat(send("DELETE", path, "").statusCode()).isEqualTo(204);
    var again = send("DELETE", path, "");
    assertThat(again.statusCode()).isEqualTo(404);
    assertThat(again.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(post(path + "/pause", "").statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsWrongIsSaidOverRest() {
    String zone =
        "{\"bot\":\"demo\",\"chat\":1,\"when\":{\"cron\":\"0 9 * *"
            + " *\",\"zone\":\"Europe/Berln\"},\"fires\":{\"event\":\"x\"}}";
    assertThat(text(post("/jobs", zone))).contains("Europe/Berlin");
    assertThat(post("/jobs", zone).statusCode()).isEqualTo(422);
    assertThat(post("/jobs", "{\"bot\":\"demo\"}").statusCode()).isEqualTo(400);
    assertThat(post("/jobs", zone.replace("\"x\"", "\"" + "x".repeat(70) + "\"")).statusCode())
        .isEqualTo(422);
    assertThat(get("/jobs?limit=0").statusCode()).isEqualTo(400);
    assertThat(text(get("/jobs?state=odd"))).contains("waiting, firing, paused or ended");
    var anonymous =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + scheduler.port() + "/jobs"));
    assertThat(send(anonymous).statusCode()).isEqualTo(401);
  }

  @Test
  void theDescriptionNamesEveryRoute() {
    JsonNode paths = Json.tree(get("/openapi.json").body()).path("paths");
    assertThat(paths.fieldNames())
        .toIterable()
        .containsExactly(
            "/jobs", "/jobs/{bot}/{owner}/{job}", "/jobs/{bot}/{owner}/{job}/{action}");
  }

  @Test
  void latenessAndFiringsAreMeasured() {
    schedule("measured", When.after(Duration.ZERO), event("measured"));
    await().atMost(PATIENCE).until(() -> line.events(JobDue.class, "measured").size() == 1);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(text(get("/metrics")))
                    .contains(
                        "chappe_scheduler_lateness_seconds_bucket{bot=\"demo\",le=\"0.005\",}")
                    .contains("chappe_scheduler_fired_total{bot=\"demo\",}")
                    .contains("chappe_scheduler_due ")
                    .contains(
                        "chappe_scheduler_commands_total{bot=\"demo\",action=\"schedule\",outcome=\"none\",}"));
  }

  private String schedule(String job, When when, Firing fires) {
    String key = key();
    line.command(key, key + ":1", ScheduleCommand.schedule(job, when, fires), now());
    return key;
  }

  private void change(String key, Action action, @Nullable String job) {
    String id = key + ":" + CHATS.incrementAndGet();
    line.command(
        key,
        id,
        ScheduleCommand.change(action, job, new OnResult(key, key, NullNode.getInstance())),
        now());
  }

  private List<JobResult> results(String key) {
    return line.events(JobResult.class, key);
  }

  private List<String> fired() {
    return line.events(JobDue.class, "race").stream().map(JobDue::job).toList();
  }

  private void announce(List<BotAnnouncement.Job> jobs, int build) {
    var announcement =
        new BotAnnouncement(
            1, "shop", List.of(), List.of(), jobs, false, "" + build, Instant.ofEpochSecond(build));
    line.record(
        Topic.BOTS,
        "shop",
        "shop:bot:" + build,
        BotAnnouncement.TYPE,
        Json.bytes(announcement),
        now());
  }

  private static Firing event(String name) {
    return Firing.event(name, Json.object().put("a", 1));
  }

  private static String key() {
    return "demo:" + CHATS.incrementAndGet();
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  private void assertGone(String key) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                jdbi.withHandle(
                    it ->
                        it.createQuery(
                                "select count(*) = 0 from scheduler.jobs where record_key = :key"
                                    + " and state <> 'ended'")
                            .bind("key", key)
                            .mapTo(Boolean.class)
                            .one()));
  }

  private Service started(String instance) {
    return SchedulerMain.start(
        Settings.of(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "DATABASE_URL",
                database.url(),
                "INSTANCE_NAME",
                instance,
                "API_TOKEN",
                TOKEN,
                "SCHEDULER_PORT",
                "0")),
        new Supervisor());
  }

  private void awaitReady(Service service) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/health/ready"));
    await().atMost(PATIENCE).until(() -> send(request).statusCode() == 200);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> get(String path) {
    return send("GET", path, "");
  }

  private HttpResponse<byte[]> post(String path, String body) {
    return send("POST", path, body);
  }

  private HttpResponse<byte[]> send(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + scheduler.port() + path))
            .header("Authorization", "Bearer " + TOKEN)
            .method(method, BodyPublishers.ofString(body)));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

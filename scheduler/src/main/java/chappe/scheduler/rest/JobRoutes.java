// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.rest;

import chappe.common.http.BearerToken;
import chappe.common.http.Problem;
import chappe.common.http.Problems;
import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import chappe.common.record.RecordKey;
import chappe.common.record.ScheduleCommand;
import chappe.common.record.ScheduleCommand.Action;
import chappe.scheduler.store.Job;
import chappe.scheduler.store.JobFilter;
import chappe.scheduler.store.JobKey;
import chappe.scheduler.store.JobStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;

/// The routes of the REST interface; `/openapi.json` describes them. Thread-safe.
public final class JobRoutes {
  private static final int LISTED = 100;
  private static final int MOST_LISTED = 1000;
  private static final String ONE = "/jobs/{bot}/{owner}/{job}";
  private static final Map<String, Action> ACTIONS =
      Map.of("pause", Action.PAUSE, "resume", Action.RESUME, "run", Action.RUN_NOW);

  private final JobStore store;
  private final Desk desk;
  private final InstantSource clock;

  /// @param producer for commands; the caller's to close
  public JobRoutes(Producer<String, byte[]> producer, JobStore store, InstantSource clock) {
    this.store = store;
    this.desk = new Desk(producer, store, clock);
    this.clock = clock;
  }

  /// Adds them; all but the description need the token.
  public void add(RoutesConfig routes, BearerToken token) {
    Problems.add(routes);
    routes.get("/openapi.json", it -> it.contentType("application/json").result(description()));
    routes.get("/jobs", token.guarding(this::list));
    routes.post("/jobs", token.guarding(this::make));
    routes.get(ONE, token.guarding(it -> show(it, 200, found(it))));
    routes.delete(ONE, token.guarding(this::cancel));
    routes.post(ONE + "/{action}", token.guarding(this::act));
  }

  static byte[] description() {
    try (InputStream in = JobRoutes.class.getResourceAsStream("/chappe/scheduler/openapi.json")) {
      return Objects.requireNonNull(in, "openapi.json").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Page(List<ShownJob> jobs, Optional<String> next) {}

  private void list(Context context) {
    int limit = limit(context);
    var filter =
        new JobFilter(
            given(context, "bot"),
            given(context, "chat"),
            given(context, "state").map(JobRoutes::state),
            given(context, "after").map(JobRoutes::position),
            limit);
    if (filter.owner().isPresent() && filter.bot().isEmpty()) {
      throw new Problem(400, "chat needs bot beside it");
    }
    var jobs = store.list(filter);
    var next =
        jobs.size() < limit
            ? Optional.<String>empty()
            : Optional.of(position(jobs.getLast().key()));
    var now = clock.instant();
    json(context, 200, new Page(jobs.stream().map(it -> ShownJob.of(it, now)).toList(), next));
  }

  private void make(Context context) throws InterruptedException {
    NewJob job;
    try {
      job = Json.readStrictly(context.bodyAsBytes(), NewJob.class);
    } catch (UnreadableJson e) {
      throw new Problem(400, "the body is no job: " + reason(e));
    }
    var outcome = desk.command(key(job.bot(), Long.toString(job.chat())), job.command());
    answer(context, outcome, 201);
  }

  private void cancel(Context context) throws InterruptedException {
    var outcome = desk.command(key(context), ScheduleCommand.change(Action.CANCEL, id(context)));
    switch (outcome) {
      case Desk.Outcome.Done(boolean found, _) -> {
        if (!found) {
          throw missing();
        }
        context.status(204);
      }
      case Desk.Outcome.Pending _ -> context.status(202);
    }
  }

  private void act(Context context) throws InterruptedException {
    var action = ACTIONS.get(context.pathParam("action"));
    if (action == null) {
      throw new Problem(
          404,
          "there is no such action; there are "
              + ACTIONS.keySet().stream().sorted().collect(Collectors.joining(", ")));
    }
    var command = ScheduleCommand.change(action, id(context));
    if (action == Action.RUN_NOW) {
      var job = found(context);
      desk.send(key(context), command);
      show(context, 202, job);
    } else {
      answer(context, desk.command(key(context), command), 200);
    }
  }

  private void answer(Context context, Desk.Outcome outcome, int status) {
    switch (outcome) {
      case Desk.Outcome.Done(boolean found, var job) -> {
        if (!found && status == 200) {
          throw missing();
        }
        job.ifPresentOrElse(it -> show(context, status, it), () -> context.status(204));
      }
      case Desk.Outcome.Pending _ -> context.status(202);
    }
  }

  private Job found(Context context) {
    return store
        .find(new JobKey(key(context).toString(), id(context)))
        .filter(it -> !it.isOver())
        .orElseThrow(JobRoutes::missing);
  }

  private static Problem missing() {
    return new Problem(404, "there is no such job");
  }

  private void show(Context context, int status, Job job) {
    json(context, status, ShownJob.of(job, clock.instant()));
  }

  private static void json(Context context, int status, Object body) {
    context.status(status).contentType("application/json").result(Json.bytes(body));
  }

  private static RecordKey key(Context context) {
    return key(context.pathParam("bot"), context.pathParam("owner"));
  }

  private static RecordKey key(String bot, String owner) {
    try {
      return new RecordKey(bot, owner);
    } catch (IllegalArgumentException e) {
      throw new Problem(400, String.valueOf(e.getMessage()));
    }
  }

  private static String id(Context context) {
    return context.pathParam("job");
  }

  private static Optional<String> given(Context context, String name) {
    return Optional.ofNullable(context.queryParam(name)).filter(it -> !it.isEmpty());
  }

  private static int limit(Context context) {
    String text = given(context, "limit").orElse(Integer.toString(LISTED));
    int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MOST_LISTED) {
      throw new Problem(400, "limit is a number from 1 to " + MOST_LISTED);
    }
    return limit;
  }

  private static Job.State state(String text) {
    return Arrays.stream(Job.State.values())
        .filter(it -> it.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new Problem(400, "state is waiting, firing, paused or ended"));
  }

  /// Where a list goes on, as a text that means nothing to others.
  private static String position(JobKey key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((key.recordKey() + '\n' + key.job()).getBytes(StandardCharsets.UTF_8));
  }

  private static JobKey position(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int end = plain.indexOf('\n');
      if (end > 0) {
        return new JobKey(plain.substring(0, end), plain.substring(end + 1));
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw new Problem(400, "after is what an earlier list gave as next");
  }

  /// Our own words, where a value was refused by its record.
  private static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getClass() == IllegalArgumentException.class) {
        return String.valueOf(cause.getMessage());
      }
    }
    return "it does not fit the description in /openapi.json";
  }
}

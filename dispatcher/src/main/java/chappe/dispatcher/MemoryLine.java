// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Bot;
import chappe.common.consumer.BadRecordException;
import chappe.common.consumer.ConsumerOptions.Retries;
import chappe.common.consumer.Received;
import chappe.common.json.Json;
import chappe.common.metrics.Metrics;
import chappe.common.people.PeopleInMemory;
import chappe.common.record.Event.JobDue;
import chappe.common.record.Header;
import chappe.common.record.OutboundCommand;
import chappe.common.record.RecordKey;
import chappe.common.record.ScheduleCommand;
import chappe.common.record.Topic;
import chappe.common.settings.Secret;
import chappe.common.settings.Settings;
import chappe.dispatcher.calls.Patience;
import chappe.dispatcher.calls.Transport;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// One bot on a line that is all in memory, for tests: the engine as it runs everywhere, without
/// Kafka, network or threads, in a time that passes only when somebody waits. Attempts, sessions
/// and events are as on the line: a failed attempt leaves nothing behind, and an event that a
/// handler has emitted is handled right after it. Not thread-safe.
public final class MemoryLine {
  /// The token that the bot has.
  public static final Secret TOKEN = MemoryWorld.TOKEN;

  private static final int TEXT_LIMIT = 4096;

  // A bot whose events cause events without end is to fail its test, not to hang it.
  private static final int MOST_RECORDS = 1000;

  private final VirtualTime time;
  private final MemoryWorld world = new MemoryWorld();
  private final String bot;
  private final Dispatcher dispatcher;
  private final RouteTable routes;
  private final Map<String, byte[]> sessions = new HashMap<>();
  private final MemorySchedule schedule = new MemorySchedule();

  /// What became of a record, and of the events that it caused.
  ///
  /// @param emissions what was emitted, in order, what left early in each attempt included
  /// @param failure of the first handler that failed for the last time: its record is a dead letter
  public record Handled(List<Emission> emissions, Optional<Throwable> failure) {
    public Handled {
      emissions = List.copyOf(emissions);
    }
  }

  private MemoryLine(Bot bot, String username, Instant start, Settings settings) {
    time = new VirtualTime(start);
    var metrics = new Metrics("dispatcher");
    var offers = world.offers(time, new Patience(time::nanos, time::pause), metrics, settings);
    var running = RunningBot.start(List.of(bot), offers, _ -> () -> username);
    this.bot = running.keySet().iterator().next();
    routes = running.values().iterator().next().routes();
    dispatcher =
        new Dispatcher(
            running,
            new Surroundings(
                time,
                time,
                TEXT_LIMIT,
                new PeopleInMemory(),
                Set.of(),
                offers,
                (_, _) -> {},
                new Toolbox(
                    new MemoryLimits(time::nanos), List.of(), new MemoryKeep(time), time::nanos)),
            new DispatcherMetrics(
                metrics, new ActiveUsers(time), time::nanos, Retries.DEFAULT.attempts()),
            new Acknowledgements(running.keySet(), time, Duration.ofSeconds(3)));
    schedule.declare(this.bot, routes.jobs(), start);
  }

  /// An update that has been read. Immutable.
  public static final class Parsed {
    private final IncomingUpdate update;

    private Parsed(IncomingUpdate update) {
      this.update = update;
    }
  }

  /// Reads an update as far as its route needs it.
  ///
  /// @throws chappe.common.json.UnreadableJson where it is no JSON
  public static Parsed parse(byte[] value) {
    return new Parsed(IncomingUpdate.read(value));
  }

  /// The name of the route that takes an update; empty where none does.
  public Optional<String> route(Parsed parsed) {
    return routes.take(parsed.update, () -> "").map(it -> it.route().label());
  }

  /// Starts the bot, as the dispatcher does.
  ///
  /// @param username its name at Telegram, without `@`
  /// @param start the time at which it begins
  /// @param settings of the bot's own
  /// @throws chappe.common.lifecycle.CannotStart where the bot does not start
  public static MemoryLine start(
      Bot bot, String username, Instant start, Map<String, String> settings) {
    return new MemoryLine(bot, username, start, Settings.of(settings));
  }

  /// The bot's name on the line.
  public String bot() {
    return bot;
  }

  /// The line's clock.
  public InstantSource clock() {
    return time;
  }

  /// Lets time pass, at once, and the jobs fire whose time comes meanwhile.
  ///
  /// @return what became of them, one after the other
  public List<Handled> passes(Duration duration) {
    var end = time.instant().plus(duration);
    List<Handled> all = new ArrayList<>();
    for (var fired = schedule.next(end); fired.isPresent(); fired = schedule.next(end)) {
      if (all.size() == MOST_RECORDS) {
        throw new IllegalStateException("jobs fire more than " + MOST_RECORDS + " times");
      }
      wait(fired.get().dueAt());
      all.add(fire(fired.get()));
    }
    wait(end);
    return List.copyOf(all);
  }

  /// A handler may have taken longer than until then.
  private void wait(Instant until) {
    var rest = Duration.between(time.instant(), until);
    if (rest.isPositive()) {
      time.pause(rest);
    }
  }

  private Handled fire(MemorySchedule.Fired fired) {
    var key = fired.key().toString();
    var command = fired.fires().command();
    if (command == null) {
      var event = fired.event().orElseThrow();
      return handle(MemoryArrival.event(key, fired.id(), JobDue.TYPE, Json.bytes(event)));
    }
    var topic = "bulk".equals(fired.fires().lane()) ? Topic.OUTBOUND_BULK : Topic.OUTBOUND_REPLY;
    var call = new Emission(fired.id(), topic, key, OutboundCommand.TYPE, Json.bytes(command));
    return new Handled(List.of(call), Optional.empty());
  }

  /// Handles an update as it comes from the ingress.
  ///
  /// @param value JSON with an `update_id`
  /// @throws chappe.common.json.UnreadableJson where it is no JSON
  public Handled update(byte[] value) {
    return update(parse(value));
  }

  /// The same for an update that has been read.
  public Handled update(Parsed parsed) {
    return handle(MemoryArrival.update(bot, parsed.update));
  }

  /// Handles an event as another station emits it.
  ///
  /// @param owner the chat or user that it belongs to
  /// @param id unique
  public Handled event(String owner, String id, String type, byte[] value) {
    var key = new RecordKey(bot, owner).toString();
    return handle(MemoryArrival.event(key, id, type, value));
  }

  /// Says how one of the author's services answers.
  public void service(String name, Transport answers) {
    world.service(name, answers);
  }

  /// Says what Telegram answers to a method.
  ///
  /// @param answer from the parameters to the `result`
  public void telegram(String method, Function<JsonNode, JsonNode> answer) {
    world.telegram(method, answer);
  }

  /// Puts a file where the bot can download it.
  public void file(String fileId, byte[] content) {
    world.file(fileId, content);
  }

  private Handled handle(MemoryArrival first) {
    var waiting = new ArrayDeque<>(List.of(first));
    List<Emission> emissions = new ArrayList<>();
    Optional<Throwable> failure = Optional.empty();
    for (int handled = 0; !waiting.isEmpty(); handled++) {
      if (handled == MOST_RECORDS) {
        throw new IllegalStateException("events cause events without end");
      }
      var one = attempts(waiting.remove());
      emissions.addAll(one.emissions());
      failure = failure.or(one::failure);
      one.emissions().forEach(it -> follow(it, waiting));
    }
    return new Handled(emissions, failure);
  }

  /// Does what another station would do about a record.
  private void follow(Emission emitted, Queue<MemoryArrival> waiting) {
    if (emitted.topic() == Topic.EVENTS) {
      waiting.add(
          MemoryArrival.event(emitted.key(), emitted.id(), emitted.type(), emitted.value()));
    } else if (emitted.topic() == Topic.SCHEDULES) {
      var command = Json.read(emitted.value(), ScheduleCommand.class);
      schedule
          .take(RecordKey.parse(emitted.key()), command, time.instant())
          .ifPresent(
              it ->
                  waiting.add(
                      MemoryArrival.event(
                          Objects.requireNonNull(command.onResult()).key(),
                          emitted.id() + ":event",
                          it.type(),
                          Json.bytes(it))));
    }
  }

  private Handled attempts(MemoryArrival record) {
    var headers = new RecordHeaders();
    Header.put(headers, Header.AT, Long.toString(time.millis()));
    Header.put(headers, Header.TYPE, record.type());
    List<Emission> emissions = new ArrayList<>();
    var backOff = Retries.DEFAULT.first();
    for (int attempt = 1; ; attempt++) {
      var received =
          new Received(
              record.topic().topicName(),
              0,
              0,
              record.key(),
              record.value(),
              headers,
              time.millis(),
              record.id(),
              attempt);
      var emitter = new MemoryEmitter(received, sessions);
      try {
        dispatcher.handle(received, emitter, record.read());
        emissions.addAll(emitter.early());
        emissions.addAll(emitter.commit());
        return new Handled(emissions, Optional.empty());
      } catch (Exception | Error e) {
        emissions.addAll(emitter.early());
        if (attempt == Retries.DEFAULT.attempts() || e instanceof BadRecordException) {
          return new Handled(emissions, Optional.of(e));
        }
      }
      time.pause(backOff);
      backOff = backOff.multipliedBy(2);
    }
  }
}

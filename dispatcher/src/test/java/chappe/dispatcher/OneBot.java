// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.Bot;
import chappe.bot.Routes;
import chappe.common.consumer.Received;
import chappe.common.json.Json;
import chappe.common.metrics.Metrics;
import chappe.common.people.PeopleInMemory;
import chappe.common.record.Event;
import chappe.common.record.Header;
import chappe.common.redis.Redis;
import chappe.dispatcher.calls.Patience;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// An engine with one bot called `demo`, without Kafka; time passes only where a handler pauses.
final class OneBot {
  static final Instant RECEIVED = Instant.parse("2026-11-01T12:00:00Z");

  /// An admin by the settings.
  static final long ADMIN = 7;

  final PeopleInMemory people = new PeopleInMemory();
  final List<Duration> pauses = new ArrayList<>();
  final Map<String, byte[]> sessions = new HashMap<>();
  final Map<String, byte[]> files = new HashMap<>();
  final Metrics metrics = new Metrics("dispatcher");
  private final AtomicLong nanos = new AtomicLong();
  private final InstantSource clock = InstantSource.fixed(RECEIVED.plusSeconds(3));
  private final Bot bot;
  private final @Nullable Redis redis;
  private final List<Long> admins;
  Keep keep = new MemoryKeep(clock);
  private Dispatcher dispatcher;
  private int attempt = 1;
  private Instant receivedAt = RECEIVED;

  OneBot(Bot bot) {
    this(bot, null, List.of());
  }

  /// @param redis null: limits allow everything
  OneBot(Bot bot, @Nullable Redis redis, List<Long> admins) {
    this.bot = bot;
    this.redis = redis;
    this.admins = admins;
    dispatcher = start(metrics);
  }

  /// The same with nothing left in memory.
  OneBot restarted() {
    dispatcher = start(new Metrics("dispatcher"));
    return this;
  }

  private Dispatcher start(Metrics counted) {
    var offers = new MemoryWorld().offers(clock, new Patience(nanos::get, this::pause), counted);
    var bots = RunningBot.start(List.of(bot), offers, _ -> () -> "demo_bot");
    return new Dispatcher(
        bots,
        new Surroundings(
            clock,
            this::pause,
            4096,
            people,
            Set.of(ADMIN),
            offers,
            files::put,
            new Toolbox(new RedisLimits(redis, nanos::get, counted), admins, keep, nanos::get)),
        new DispatcherMetrics(counted, new ActiveUsers(clock), nanos::get, 3),
        new Acknowledgements(bots.keySet(), clock, Duration.ofSeconds(3)));
  }

  /// Updates were received that long before they are handled.
  OneBot receivedAgo(Duration age) {
    receivedAt = clock.instant().minus(age);
    return this;
  }

  /// Handles an update that fails.
  Emitted fails(String update) {
    var emitted = new Emitted(sessions);
    assertThatThrownBy(
            () ->
                dispatcher.handle(
                    received("chappe.updates", "message", "demo:42", update), emitted))
        .isInstanceOf(Exception.class);
    return emitted;
  }

  static OneBot with(Consumer<Routes> configuration) {
    return new OneBot(configuration::accept);
  }

  /// What is remembered of the chat, or with `:42` of the user in it.
  byte[] session(String suffix) {
    return Objects.requireNonNull(sessions.get(suffix), "nothing is remembered");
  }

  OneBot attempt(int attempt) {
    this.attempt = attempt;
    return this;
  }

  Emitted handle(String update) throws Exception {
    return handle("demo:42", update);
  }

  Emitted handle(String key, String update) throws Exception {
    return handle("chappe.updates", key, update);
  }

  Emitted handle(String topic, String key, String update) throws Exception {
    return handle(topic, "message", key, update);
  }

  Emitted event(String key, Event event) throws Exception {
    var json = new String(Json.bytes(event), StandardCharsets.UTF_8);
    return handle("chappe.events", event.type(), key, json);
  }

  boolean parks(String key, Event event) {
    var headers = new RecordHeaders();
    Header.put(headers, Header.TYPE, event.type());
    return dispatcher.parks(
        new Received("chappe.events", 0, 0, key, Json.bytes(event), headers, 0, "demo:1001", 3));
  }

  Emitted handle(String topic, String type, String key, String update) throws Exception {
    var emitted = new Emitted(sessions);
    dispatcher.handle(received(topic, type, key, update), emitted);
    return emitted;
  }

  private Received received(String topic, String type, String key, String update) {
    var headers = new RecordHeaders();
    Header.put(headers, Header.TYPE, type);
    Header.put(headers, Header.AT, Long.toString(receivedAt.toEpochMilli()));
    return new Received(topic, 0, 0, key, Updates.bytes(update), headers, 0, "demo:1001", attempt);
  }

  double metric(String name, String... labelsAndValues) {
    int labels = labelsAndValues.length / 2;
    var names = new String[labels];
    var values = new String[labels];
    for (int i = 0; i < labels; i++) {
      names[i] = labelsAndValues[2 * i];
      values[i] = labelsAndValues[2 * i + 1];
    }
    var value = metrics.registry().getSampleValue(name, names, values);
    return value == null ? 0 : value;
  }

  private void pause(Duration duration) {
    pauses.add(duration);
    nanos.addAndGet(duration.toNanos());
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Bot;
import chappe.bot.Routes;
import chappe.common.consumer.Received;
import chappe.common.json.Json;
import chappe.common.metrics.Metrics;
import chappe.common.people.PeopleInMemory;
import chappe.common.record.Event;
import chappe.common.record.Header;
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
  private final Dispatcher dispatcher;
  private int attempt = 1;

  OneBot(Bot bot) {
    var clock = InstantSource.fixed(RECEIVED.plusSeconds(3));
    var offers = new MemoryWorld().offers(clock, new Patience(nanos::get, this::pause), metrics);
    var bots = RunningBot.start(List.of(bot), offers, _ -> () -> "demo_bot");
    dispatcher =
        new Dispatcher(
            bots,
            new Surroundings(clock, this::pause, 4096, people, Set.of(ADMIN), offers, files::put),
            new DispatcherMetrics(metrics, new ActiveUsers(clock), nanos::get, 3));
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
    var headers = new RecordHeaders();
    Header.put(headers, Header.TYPE, type);
    Header.put(headers, Header.AT, Long.toString(RECEIVED.toEpochMilli()));
    var emitted = new Emitted(sessions);
    dispatcher.handle(
        new Received(topic, 0, 0, key, Updates.bytes(update), headers, 0, "demo:1001", attempt),
        emitted);
    return emitted;
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

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.bench.BenchOptions;
import chappe.bench.Report;
import chappe.common.kafka.KafkaClients;
import chappe.common.lifecycle.Closer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Where it all takes place: the servers, and what every figure is measured with. Closing it ends
/// all that it started.
final class Hall implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final Duration DELIVERY = Duration.ofSeconds(60);

  private final Closer closer = new Closer();
  private final Set<String> topics = new HashSet<>();
  private final Jvm jvm;
  private volatile boolean ending;
  private @Nullable SessionDatabase database;
  final BenchOptions options;
  final Report report;
  final LongSupplier nanos;
  final Ground ground;
  final Races races;
  final Inputs inputs;

  Hall(BenchOptions options, Report report, Jvm jvm, InstantSource clock, LongSupplier nanos)
      throws InterruptedException {
    this.options = options;
    this.report = report;
    this.jvm = jvm;
    this.nanos = nanos;
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::end));
    report.say("Starting a broker …");
    Talk servers = add("servers", servers(ServersMain.KAFKA));
    KafkaClients clients = new KafkaClients(servers.hear(ServersMain.KAFKA));
    ground = add("ground", new Ground(clients));
    races = new Races(ground, nanos);
    inputs = add("inputs", new Inputs(clients.producer("bench-inputs", DELIVERY), clock));
    ground.prepare();
  }

  /// The database, started at the first call.
  SessionDatabase database() throws InterruptedException {
    SessionDatabase present = database;
    if (present == null) {
      report.say("Starting a database …");
      Talk server = add("database", servers(ServersMain.POSTGRES));
      present = add("sessions", new SessionDatabase(server.hear(ServersMain.POSTGRES)));
      database = present;
    }
    return present;
  }

  private Talk servers(String wanted) {
    return new Talk(wanted, jvm.servers(List.of(wanted)));
  }

  private <T extends AutoCloseable> T add(String name, T part) {
    return closer.add(name, STOP, part);
  }

  /// Starts a contender's JVM; whoever asks for it closes it.
  Talk enter(Contestant contestant) {
    return add(contestant.reference(), new Talk(contestant.reference(), jvm.start(contestant)));
  }

  /// A topic with so many records over so many keys, written at the first call.
  Run input(int records, int keys) throws InterruptedException {
    String topic = "bench.input.%d.%d".formatted(records, keys);
    if (topics.add(topic)) {
      report.say("Writing %d records of %d keys …".formatted(records, keys));
      ground.make(topic);
      inputs.fill(topic, records, Inputs.keys(keys));
    }
    return Run.of(topic, records);
  }

  private void end() {
    ending = true;
    closer.close();
  }

  /// Whether the process was told to stop, so that whatever fails now is no news.
  boolean isEnding() {
    return ending;
  }

  @Override
  public void close() {
    closer.close();
  }
}

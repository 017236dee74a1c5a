// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import chappe.common.database.Migrations;
import chappe.common.record.Header;
import chappe.common.record.Topic;
import chappe.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.LoggerFactory;

/// The benchmark `chaos-keyed`: keyed consumers under faults.
public final class ChaosKeyed {
  private static final String DATABASE = "chaos";
  private static final Duration DRAIN = Duration.ofMinutes(2);
  private static final Duration WARM_UP = Duration.ofMinutes(1);
  private static final Duration AFTER = Duration.ofSeconds(3);

  private final Path folder;
  private final ChaosOptions options;
  private final LongSupplier nanos;
  private final PrintStream out;
  private final PrintStream err;

  private ChaosKeyed(
      Path folder, ChaosOptions options, LongSupplier nanos, PrintStream out, PrintStream err) {
    this.folder = folder;
    this.options = options;
    this.nanos = nanos;
    this.out = out;
    this.err = err;
  }

  /// Runs it; blocks for the options' duration and some minutes at most.
  ///
  /// @param folder for data, logs and reports, made if missing; nobody else's
  /// @param nanos monotonic clock, the same in all processes of this machine
  /// @param out gets one JSON line per figure
  /// @param err gets the faults as they happen, and examples of what went wrong
  /// @return whether every guarantee held
  public static boolean run(
      Path folder, ChaosOptions options, LongSupplier nanos, PrintStream out, PrintStream err)
      throws InterruptedException {
    return new ChaosKeyed(folder, options, nanos, out, err).run();
  }

  private boolean run() throws InterruptedException {
    List<Schedule.Entry> schedule =
        Schedule.draw(options.seed(), options.duration(), options.instances());
    err.printf(
        "seed %d: %d faults in %d s; logs and reports in %s%n",
        options.seed(), schedule.size(), options.duration().toSeconds(), folder);
    // clients and proxies have much to say about every fault
    for (String library : List.of("org.apache.kafka", "org.netcrusher")) {
      ((Logger) LoggerFactory.getLogger(library)).setLevel(Level.OFF);
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (Broker broker = new Broker(folder, new Ports());
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
        Line line = new Line(broker.bootstrapServers())) {
      postgres.createDatabase(DATABASE);
      String database = postgres.url(DATABASE);
      Migrations.migrate(Line.database(database), List.of("common"));
      return run(schedule, broker, line, database);
    }
  }

  private boolean run(List<Schedule.Entry> schedule, Broker broker, Line line, String database)
      throws InterruptedException {
    try (Fleet fleet = new Fleet(folder, broker, database, nanos, err)) {
      IntStream.range(0, options.instances()).forEach(fleet::start);
      Breaker breaker = new Breaker(broker, fleet, nanos, err);
      Load load = Load.start(line, options.seed(), options.rate(), nanos);
      try (load) {
        Pause.until(WARM_UP, () -> outputs(line).size() > options.rate());
        breaker.run(schedule);
        Pause.millis(AFTER.toMillis());
      }
      err.printf("%d inputs taken by the broker, %d refused%n", load.taken(), load.refused());
      drain(line);
      fleet.stop();
      return audit(line, database, fleet, breaker);
    }
  }

  private static List<Output> outputs(Line line) {
    List<Output> outputs = new ArrayList<>();
    line.read(Topic.OUTBOUND_REPLY, record -> outputs.add(Output.parse(record.value())));
    return outputs;
  }

  private void drain(Line line) throws InterruptedException {
    long started = nanos.getAsLong();
    Map<TopicPartition, Long> behind = line.lag();
    while (!behind.isEmpty() && nanos.getAsLong() - started < DRAIN.toNanos()) {
      Pause.millis(500);
      behind = line.lag();
    }
    if (!behind.isEmpty()) {
      err.println("the line stands still; not handled are " + new TreeMap<>(named(behind)));
    }
  }

  private static Map<String, Long> named(Map<TopicPartition, Long> behind) {
    Map<String, Long> named = new TreeMap<>();
    behind.forEach((partition, records) -> named.put(partition.toString(), records));
    return named;
  }

  private boolean audit(Line line, String database, Fleet fleet, Breaker breaker) {
    Audit audit = new Audit();
    for (Input.Lane lane : Input.Lane.values()) {
      line.read(
          lane.topic,
          record ->
              audit.input(Input.parse(Header.text(record.headers(), Header.ID).orElseThrow())));
    }
    List<Output> outputs = outputs(line);
    options.tampering().outputs(outputs).forEach(audit::output);
    List<Reports.Call> calls =
        options
            .tampering()
            .calls(Reports.read(folder).of(outputs.stream().map(Output::call).toList()));
    calls.forEach(audit::call);
    options.tampering().states(Sessions.read(line, database)).forEach(audit::state);
    Audit.Findings found = audit.findings();

    Figures figures = new Figures(out, err);
    figures.count("faults", breaker.kinds().values().stream().mapToInt(n -> n).sum(), "faults");
    new TreeMap<>(breaker.kinds()).forEach((kind, count) -> figures.count(kind, count, "faults"));
    figures.count("records", audit.records(), "records");
    figures.count("inputs", audit.inputs(), "records");
    figures.promise("lost", found.lost(), "records");
    figures.promise("duplicated", found.duplicated(), "records");
    figures.promise("unasked", found.unasked(), "records");
    figures.promise("disordered", found.disordered(), "records");
    figures.promise("wrong_state", found.wrongState(), "sessions");
    figures.promise("overlapping", found.overlapping(), "calls");
    figures.seconds("takeover_s", Takeover.longest(fleet.kills(), calls));
    figures.count("deaths", fleet.deaths(), "processes");
    return figures.held();
  }
}

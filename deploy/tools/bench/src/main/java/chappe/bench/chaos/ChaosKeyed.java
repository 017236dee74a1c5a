// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import chappe.common.audit.Violations;
import chappe.common.record.Header;
import chappe.common.record.Topic;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.LoggerFactory;

/// The benchmark `chaos-keyed`: keyed consumers under faults.
public final class ChaosKeyed {
  private static final String BENCH = "chaos-keyed";
  private static final Duration DRAIN = Duration.ofMinutes(2);
  private static final Duration WARM_UP = Duration.ofMinutes(1);
  private static final Duration AFTER = Duration.ofSeconds(3);
  private static final boolean SESSIONS = false;

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
        Line line = new Line(broker.bootstrapServers());
        Fleet fleet = new Fleet(folder, broker, nanos, err)) {
      IntStream.range(0, options.instances()).forEach(fleet::start);
      Breaker breaker = new Breaker(broker, fleet, nanos, err);
      Load load = Load.start(line, options.seed(), options.rate(), nanos);
      try (load) {
        Pause.until(WARM_UP, () -> answers(line).size() > options.rate());
        breaker.run(schedule);
        Pause.millis(AFTER.toMillis());
      }
      err.printf("%d inputs taken by the broker, %d refused%n", load.taken(), load.refused());
      drain(line);
      fleet.stop();
      return audit(line, fleet, breaker);
    }
  }

  private static Set<String> answers(Line line) {
    Set<String> calls = new HashSet<>();
    line.read(Topic.OUTBOUND_REPLY, record -> calls.add(Output.parse(record.value()).call()));
    return calls;
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

  private boolean audit(Line line, Fleet fleet, Breaker breaker) {
    Audit audit = new Audit();
    for (Input.Lane lane : Input.Lane.values()) {
      line.read(
          lane.topic,
          record ->
              audit.input(Input.parse(Header.text(record.headers(), Header.ID).orElseThrow())));
    }
    Set<String> calls = new HashSet<>();
    line.read(
        Topic.OUTBOUND_REPLY,
        record -> {
          Output output = Output.parse(record.value());
          audit.output(output);
          calls.add(output.call());
        });
    List<Reports.Call> counting = Reports.read(folder).of(calls);
    counting.forEach(audit::call);
    Audit.Findings found = audit.findings(SESSIONS);

    figure("faults", breaker.kinds().values().stream().mapToInt(n -> n).sum(), "faults");
    breaker.kinds().forEach((kind, count) -> figure(kind, count, "faults"));
    figure("inputs", audit.inputs(), "records");
    figure("records", audit.records(), "records");
    boolean held =
        violations("lost", found.lost())
            & violations("duplicated", found.duplicated())
            & violations("unasked", found.unasked())
            & violations("disordered", found.disordered())
            & violations("wrong_state", found.wrongState())
            & violations("overlapping", found.overlapping());
    figure("takeover_s", Takeover.longest(fleet.kills(), counting), "s");
    figure("deaths", fleet.deaths(), "processes");
    return held;
  }

  private boolean violations(String figure, Violations found) {
    figure(figure, found.count(), "records");
    if (!found.none()) {
      err.println(figure + ", such as:");
      found.examples().forEach(example -> err.println("  " + example));
    }
    return found.none();
  }

  private void figure(String name, double value, String unit) {
    String number =
        value == Math.rint(value)
            ? Long.toString((long) value)
            : String.format(Locale.ROOT, "%.3f", value);
    out.printf(
        "{\"bench\":\"%s\",\"figure\":\"%s\",\"value\":%s,\"unit\":\"%s\"}%n",
        BENCH, name, number, unit);
  }
}

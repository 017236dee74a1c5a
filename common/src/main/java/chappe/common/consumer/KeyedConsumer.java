// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.KafkaSetupException;
import chappe.common.lifecycle.Check;
import chappe.common.lifecycle.Supervisor;
import chappe.common.metrics.Metrics;
import chappe.common.session.SessionStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a group's topics and calls a handler for every record: those of one key strictly in order
/// and one at a time, thousands of keys at once; what each emits appears once, through crashes and
/// rebalances. Thread-safe.
///
/// A stop goes: start nothing new, wait for running handlers as long as the options say, commit,
/// leave the group. A handler that runs longer is interrupted, and its record comes again at the
/// next start.
public final class KeyedConsumer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KeyedConsumer.class);
  private static final String NAME = "consumer";
  private static final Duration STUCK = Duration.ofSeconds(30);
  private static final Duration END = Duration.ofSeconds(4);

  private final String group;
  private final Duration drain;
  private final RecordHandler handler;
  private final Wiring.Parts parts;
  private final Supervisor supervisor;
  private final Thread pollThread;
  private final Thread roundThread;
  private final AtomicReference<Optional<Throwable>> death =
      new AtomicReference<>(Optional.empty());
  private volatile boolean stopping;

  /// What a consumer is given to work with.
  ///
  /// @param clients makes its Kafka clients
  /// @param metrics where it counts, as `chappe_{service}_…`
  /// @param clock wall clock
  /// @param nanos monotonic clock
  /// @param supervisor told of what ended the consumer against its will; the service must end too
  /// @param storage what it keeps outside Kafka
  public record Surroundings(
      KafkaClients clients,
      Metrics metrics,
      InstantSource clock,
      LongSupplier nanos,
      Supervisor supervisor,
      Storage storage) {}

  private KeyedConsumer(
      ConsumerOptions options, RecordHandler handler, Surroundings around, Seams seams) {
    group = options.group().id();
    drain = options.drain();
    this.handler = handler;
    supervisor = around.supervisor();
    parts = new Wiring(options, handler, around, seams, this::die).parts();
    pollThread = Thread.ofPlatform().name("chappe-poll-" + group).unstarted(this::read);
    roundThread = Thread.ofPlatform().name("chappe-rounds-" + group).unstarted(this::commit);
    parts.consumer().subscribe(options.group().topics(), parts.assignment());
  }

  /// Starts a consumer; blocks until the broker has told about the topics.
  ///
  /// @throws KafkaSetupException where a topic is missing or the broker cannot be asked
  public static KeyedConsumer start(
      ConsumerOptions options, RecordHandler handler, Surroundings around) {
    return start(options, handler, around, Seams.NONE);
  }

  /// As above; for tests.
  static KeyedConsumer start(
      ConsumerOptions options, RecordHandler handler, Surroundings around, Seams seams) {
    KeyedConsumer started = new KeyedConsumer(options, handler, around, seams);
    started.roundThread.start();
    started.pollThread.start();
    return started;
  }

  private void read() {
    try {
      while (!stopping) {
        parts.poll().runOnce();
      }
    } catch (WakeupException e) {
      // a stop
    } catch (NoOffsetForPartitionException e) {
      die(new MissingOffsetException(group, e.partitions()));
    } catch (Throwable e) {
      die(e);
    }
    end();
  }

  private void commit() {
    try {
      parts.rounds().run();
    } catch (Throwable e) {
      die(e);
    }
  }

  /// The end, on the poll thread: the consumer is this thread's alone.
  private void end() {
    boolean alive = death.get().isEmpty();
    parts.workers().stop();
    handler.stopping();
    parts.drainer().await(parts.assignment().states(), alive ? drain : Duration.ZERO);
    parts.workers().interrupt();
    parts.rounds().stop();
    if (alive) {
      parts.assignment().leave(List.copyOf(parts.consumer().assignment()), Duration.ZERO);
    } else {
      parts.assignment().onPartitionsLost(List.copyOf(parts.consumer().assignment()));
    }
    parts.committer().close();
    parts.sessions().ifPresent(SessionStore::close);
    parts.admin().close(END);
    parts.consumer().close(org.apache.kafka.clients.consumer.CloseOptions.timeout(END));
  }

  private void die(Throwable cause) {
    if (death.compareAndSet(Optional.empty(), Optional.of(cause))) {
      log.atError()
          .addKeyValue("group", group)
          .addKeyValue("error_type", cause.getClass().getName())
          .setCause(cause)
          .log("the consumer cannot go on");
      stopping = true;
      parts.consumer().wakeup();
      supervisor.failed("consumer of " + group, cause);
    }
  }

  /// Whether it lives and gets on. Never blocks.
  public Check alive() {
    if (death.get().isPresent()) {
      return Check.failing(NAME, "the consumer of " + group + " ended");
    }
    if (parts.poll().sinceLastPoll() > STUCK.toNanos()) {
      return Check.failing(NAME, "the poll thread of " + group + " is stuck");
    }
    return Check.passing(NAME);
  }

  /// Whether it can do its work: its partitions are readable and rounds come about. Never blocks.
  public Check ready() {
    if (parts.rounds().failingNanos() > STUCK.toNanos()) {
      return Check.failing(NAME, "rounds of " + group + " have been failing for more than 30 s");
    }
    return parts.poll().isReady()
        ? alive()
        : Check.failing(NAME, "the partitions of " + group + " are not here yet");
  }

  /// Stops it; blocks until it has left the group, at most the drain time and some seconds. A
  /// second call waits for the first.
  @Override
  public void close() {
    stopping = true;
    parts.consumer().wakeup();
    try {
      pollThread.join(drain.plus(END).plus(END));
      roundThread.join(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

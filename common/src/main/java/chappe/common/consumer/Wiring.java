// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.consumer.KeyedConsumer.Surroundings;
import chappe.common.consumer.Seams.Guard;
import chappe.common.kafka.KafkaSetupException;
import chappe.common.session.SessionRecovery;
import chappe.common.session.SessionStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.IsolationLevel;

/// Puts a [KeyedConsumer] together.
///
/// @param died told of what the consumer cannot survive
record Wiring(
    ConsumerOptions options,
    RecordHandler handler,
    Surroundings around,
    Seams seams,
    java.util.function.Consumer<Throwable> died) {
  private static final Duration ASK = Duration.ofSeconds(30);

  /// What a consumer is made of, as far as it is started, asked and stopped.
  record Parts(
      Consumer<String, byte[]> consumer,
      Admin admin,
      Committer committer,
      Optional<SessionStore> sessions,
      Drainer drainer,
      Rounds rounds,
      Workers workers,
      Assignment assignment,
      PollLoop poll) {}

  /// Makes them; blocks until the broker has told about the topics.
  ///
  /// @throws KafkaSetupException where a topic is missing or the broker cannot be asked
  Parts parts() {
    var metrics = new ConsumerMetrics(options.group().service(), around.metrics().registry());
    var finished = new FinishedStack();
    var drainer = new Drainer(around.nanos());
    Consumer<String, byte[]> consumer = around.clients().member(options.group().id(), identity());
    Admin admin = around.clients().admin(identity());
    var membership = new AtomicReference<>(consumer.groupMetadata());
    Committer committer = committer(admin, membership);
    TopicFacts topics = topics(consumer, admin, committer);
    Optional<SessionStore> sessions = sessions(topics);
    Optional<Parking> parking = parking();
    var rounds =
        new Rounds(
            finished,
            committer,
            around.nanos(),
            metrics,
            changes -> sessions.ifPresent(store -> store.committed(changes)),
            seams);
    var outputs = new Outputs(topics.partitions(), around.clock());
    var early = new EarlyRecords(outputs, finished);
    var workers =
        new Workers(
            new Attempts(handler, outputs, early, sessions, around.nanos(), metrics),
            new DeadLetters(options.group().service(), around.clock()),
            finished,
            options.retries(),
            metrics,
            outcome -> sessions.ifPresent(store -> store.change(outcome.sessions())),
            parking,
            died);
    var preparation =
        new Preparation(
            new WindowReader(
                () -> around.clients().reader(identity() + ".window"),
                options.limits(),
                around.clock()),
            sessions.map(store -> recovered(store, admin)),
            parking);
    var assignment =
        new Assignment(consumer, options, rounds, committer, drainer, preparation, seams);
    var intake =
        new Intake(
            options.queueKey(),
            topics.partitions(),
            workers,
            finished,
            early,
            handler.arrivals(),
            metrics,
            seams);
    var poll =
        new PollLoop(
            consumer,
            assignment,
            intake,
            committer,
            membership,
            around.nanos(),
            metrics,
            () -> sessions.map(SessionStore::unwritten).orElse(0));
    return new Parts(
        consumer, admin, committer, sessions, drainer, rounds, workers, assignment, poll);
  }

  private String identity() {
    return "chappe.%s.%s.%s.0"
        .formatted(options.group().service(), options.group().id(), options.instance());
  }

  private Committer committer(Admin admin, AtomicReference<ConsumerGroupMetadata> membership) {
    return switch (options.mode()) {
      case TRANSACTION ->
          new TransactionCommitter(
              () -> around.clients().transactionalProducer(identity()),
              membership::get,
              admin,
              seams);
      case PLAIN -> new PlainCommitter(around.clients().producer(identity(), ASK));
    };
  }

  private TopicFacts topics(Consumer<String, byte[]> consumer, Admin admin, Committer committer) {
    try {
      return TopicFacts.of(admin, options.group().topics());
    } catch (KafkaSetupException e) {
      consumer.close();
      admin.close();
      committer.close();
      throw e;
    }
  }

  private Optional<SessionStore> sessions(TopicFacts topics) {
    return switch (around.storage()) {
      case Storage.None() -> Optional.empty();
      case Storage.In(var database) ->
          Optional.of(
              new SessionStore(
                  database.jdbi(),
                  options.group().id(),
                  topics.sessions(),
                  options.limits().sessionBytes(),
                  died));
    };
  }

  private Optional<Parking> parking() {
    return around.storage() instanceof Storage.In(var database)
            && options.mode() == ConsumerOptions.Mode.TRANSACTION
        ? Optional.of(
            new Parking(
                new ParkingStore(database.jdbi(), options.group().id(), around.clock()),
                options.group().service(),
                around.clock(),
                options::isInItsKeysQueue))
        : Optional.empty();
  }

  private Preparation.Sessions recovered(SessionStore store, Admin admin) {
    var end =
        seams.guards(Guard.UNCOMMITTED_END)
            ? IsolationLevel.READ_UNCOMMITTED
            : IsolationLevel.READ_COMMITTED;
    return new Preparation.Sessions(
        store,
        new SessionRecovery(
            store,
            options.group().id(),
            admin,
            () -> around.clients().reader(identity() + ".sessions"),
            end));
  }
}

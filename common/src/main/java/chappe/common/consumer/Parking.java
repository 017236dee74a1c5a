// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.record.DeadHeader;
import chappe.common.record.Header;
import chappe.common.record.RecordPlace;
import chappe.common.record.RetryId;
import chappe.common.record.Topic;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets the later records of a key wait in the database while a dead letter of it is open
/// (`PARKING.md` says why it is exactly once). Its methods are called by whoever owns the key's
/// queue, so one at a time per key; they wait while the database is away. Thread-safe.
final class Parking {
  private static final Logger log = LoggerFactory.getLogger(Parking.class);
  private static final long PAUSE_NANOS = 200_000_000;

  private final ParkingStore store;
  private final String retryTopic;
  private final InstantSource clock;
  private final Predicate<ConsumerRecord<String, byte[]>> concerned;

  /// @param concerned whether a record may wait, and let others wait: those with queues apart from
  ///   their key's do neither
  Parking(
      ParkingStore store,
      String service,
      InstantSource clock,
      Predicate<ConsumerRecord<String, byte[]>> concerned) {
    this.concerned = concerned;
    this.store = store;
    this.retryTopic = Topic.retry(service);
    this.clock = clock;
  }

  /// Finds out which keys of a number wait; before it runs.
  void enter(List<PartitionState> numbered) {
    ParkedKeys keys =
        store.enter(
            numbered.getFirst().id.partition(),
            place ->
                numbered.stream()
                    .filter(it -> it.id.topic().equals(place.log()))
                    .allMatch(
                        it -> place.offset() < it.base() || it.finishedBefore(place.offset())));
    numbered.forEach(it -> it.parked(keys));
  }

  /// Whether a record only lets others go, so that no handler may see it.
  static boolean isRelease(ConsumerRecord<String, byte[]> record) {
    return record.topic().startsWith(Topic.RETRY)
        && Header.text(record.headers(), DeadHeader.RELEASES).isPresent();
  }

  /// What is done with a record of a key that waits instead of handling it; empty where it is
  /// handled.
  Optional<Outcome> instead(Task task, BooleanSupplier givenUp) {
    ConsumerRecord<String, byte[]> record = task.record();
    var keys = task.partition.parked();
    String cause = record.key() == null ? null : keys.causes.get(record.key());
    if (record.topic().equals(retryTopic) && isRelease(record)) {
      return Optional.of(
          cause != null && text(record, DeadHeader.RELEASES).equals(cause)
              ? released(task, Outcome.NOTHING, cause, givenUp)
              : Outcome.NOTHING);
    }
    if (cause == null || RetryId.first(id(record)).equals(cause) || !concerned.test(record)) {
      return Optional.empty();
    }
    String waitedFor = text(record, DeadHeader.WAITED_FOR);
    if (waitedFor.equals(cause)) {
      return Optional.empty();
    }
    return write(
        task,
        givenUp,
        handle -> {
          // a copy that came too late, since what was let go before it died: its own place is kept
          boolean kept =
              !waitedFor.isEmpty()
                  && waitedAt(record)
                      .filter(it -> store.rename(handle, it, id(record)))
                      .isPresent();
          if (!kept) {
            store.hold(handle, record, id(record));
          }
          return Optional.of(Outcome.NOTHING);
        });
  }

  /// What a record leaves behind that was handled, or that died without letting others wait.
  Outcome settled(Task task, Outcome outcome, BooleanSupplier givenUp) {
    ConsumerRecord<String, byte[]> record = task.record();
    String cause = record.key() == null ? null : task.partition.parked().causes.get(record.key());
    if (cause == null || !concerned.test(record)) {
      return outcome;
    }
    if (RetryId.first(id(record)).equals(cause)) {
      return released(task, outcome, cause, givenUp);
    }
    return write(
        task,
        givenUp,
        handle -> {
          waitedAt(record).ifPresent(place -> store.delete(handle, place));
          return outcome;
        });
  }

  /// What a record leaves behind that died and lets the later ones of its key wait.
  Outcome parked(Task task, ProducerRecord<String, byte[]> letter, BooleanSupplier givenUp) {
    ConsumerRecord<String, byte[]> record = task.record();
    String cause = RetryId.first(id(record));
    Header.put(letter.headers(), DeadHeader.PARKED, "true");
    return write(
        task,
        givenUp,
        handle -> {
          store.park(handle, record, cause);
          waitedAt(record).ifPresent(place -> store.delete(handle, place));
          task.partition.parked().causes.put(record.key(), cause);
          log.atWarn().addKeyValue("id", id(record)).log("later records of its key wait for it");
          return new Outcome(List.of(letter), List.of());
        });
  }

  /// Lets go what waits, and a record behind it that ends the waiting once nothing came meanwhile.
  private Outcome released(Task task, Outcome outcome, String cause, BooleanSupplier givenUp) {
    ConsumerRecord<String, byte[]> record = task.record();
    boolean clean = Header.text(record.headers(), DeadHeader.CLEAN).isPresent();
    return write(
        task,
        givenUp,
        handle -> {
          if (clean && store.unpark(handle, record.key())) {
            task.partition.parked().causes.remove(record.key());
            return outcome;
          }
          var held = store.held(handle, record.key());
          List<ProducerRecord<String, byte[]>> outputs = new ArrayList<>(outcome.outputs());
          held.forEach(it -> outputs.add(copy(record, it, cause)));
          outputs.add(release(record, cause, held.isEmpty()));
          return new Outcome(outputs, outcome.sessions());
        });
  }

  private ProducerRecord<String, byte[]> copy(
      ConsumerRecord<String, byte[]> by, ParkingStore.Held held, String cause) {
    RecordHeaders headers = HeaderBytes.read(held.headers());
    Header.put(headers, Header.ID, RetryId.after(held.id()));
    if (Header.text(headers, DeadHeader.RETRY_ORIGIN).isEmpty()) {
      Header.put(headers, DeadHeader.RETRY_ORIGIN, held.place().toString());
    }
    Header.put(headers, DeadHeader.WAITED_FOR, cause);
    Header.put(headers, DeadHeader.WAITED_AT, held.place().toString());
    return new ProducerRecord<>(retryTopic, by.partition(), by.key(), held.value(), headers);
  }

  private ProducerRecord<String, byte[]> release(
      ConsumerRecord<String, byte[]> by, String cause, boolean clean) {
    var headers = new RecordHeaders();
    Header.text(by.headers(), Header.BOT).ifPresent(it -> Header.put(headers, Header.BOT, it));
    Header.put(headers, Header.ID, cause + ":release:" + RecordPlace.of(by));
    Header.put(headers, Header.TYPE, DeadHeader.RELEASE);
    Header.put(headers, Header.AT, Long.toString(clock.millis()));
    Header.put(headers, DeadHeader.RELEASES, cause);
    if (clean) {
      Header.put(headers, DeadHeader.CLEAN, "true");
    }
    return new ProducerRecord<>(retryTopic, by.partition(), by.key(), null, headers);
  }

  /// Tries until it is written, or the record is another's business.
  private <T> T write(Task task, BooleanSupplier givenUp, Function<Handle, T> work) {
    while (true) {
      try {
        return store.write(task.partition.parked(), task.partition.id.partition(), work);
      } catch (RuntimeException e) {
        if (givenUp.getAsBoolean()) {
          throw e;
        }
        log.atWarn()
            .addKeyValue("error_type", e.getClass().getName())
            .log("what waits could not be written; trying again");
        LockSupport.parkNanos(this, PAUSE_NANOS);
      }
    }
  }

  private static Optional<RecordPlace> waitedAt(ConsumerRecord<String, byte[]> record) {
    return Header.text(record.headers(), DeadHeader.WAITED_AT).flatMap(RecordPlace::parse);
  }

  private static String id(ConsumerRecord<String, byte[]> record) {
    return Attempts.id(record);
  }

  private static String text(ConsumerRecord<String, byte[]> record, String name) {
    return Header.text(record.headers(), name).orElse("");
  }
}

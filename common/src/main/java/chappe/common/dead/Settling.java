// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.dead;

import chappe.common.kafka.KafkaClients;
import chappe.common.record.RecordPlace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/// One settling of letters: chooses them and writes what settles them. Not thread-safe.
///
/// There is one transactional id per service, and it is taken before the letters are read. Of two
/// who work on a service's letters at once, the later one sees all that the earlier one has done,
/// and the earlier one can do nothing more.
final class Settling implements AutoCloseable {
  /// Letters in one transaction: it must end within five seconds, and they are in memory.
  private static final int CHUNK = 50;

  private static final Duration END = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final DeadLog log;
  private final Map<String, Producer<String, byte[]>> producers = new HashMap<>();

  Settling(KafkaClients clients, InstantSource clock, List<String> services) {
    this.clock = clock;
    this.log = new DeadLog(clients);
    try {
      for (String service : services) {
        var producer = clients.transactionalProducer("chappe.dead." + service);
        producers.put(service, producer);
        producer.initTransactions();
      }
    } catch (KafkaException e) {
      close();
      throw e;
    }
  }

  /// The letters that are meant, in order.
  List<DeadLetter> choose(Selection selection) {
    List<DeadLetter> all =
        producers.keySet().stream()
            .flatMap(service -> log.letters(service).stream())
            .sorted(DeadLetter.ORDER)
            .toList();
    return switch (selection) {
      case Selection.Open(var filter) ->
          all.stream().filter(it -> it.isOpen() && filter.fits(it)).toList();
      case Selection.Named(var places, var again) -> named(all, places, again);
    };
  }

  private static List<DeadLetter> named(
      List<DeadLetter> all, List<RecordPlace> places, boolean again) {
    List<DeadLetter> chosen = all.stream().filter(it -> places.contains(it.place())).toList();
    places.stream()
        .filter(place -> chosen.stream().noneMatch(it -> it.place().equals(place)))
        .findFirst()
        .ifPresent(
            place -> {
              throw DeadLetterBox.missing(place);
            });
    for (DeadLetter letter : chosen) {
      Optional<Resolution> before = letter.resolution();
      if (before.isPresent() && !again) {
        throw new DeadLetterException(
            "%s was %s already, at %s by %s; with --again it is done once more, and nothing was done now"
                .formatted(
                    letter.place(), before.get().kind(), before.get().at(), before.get().by()));
      }
    }
    return chosen;
  }

  /// Settles letters of one service.
  List<DeadLetter> settle(
      String service, List<DeadLetter> letters, Resolution.Kind kind, String by) {
    List<DeadLetter> settled = new ArrayList<>();
    for (int from = 0; from < letters.size(); from += CHUNK) {
      var chunk = letters.subList(from, Math.min(from + CHUNK, letters.size()));
      var resolution = new Resolution(kind, clock.instant(), by);
      transact(service, chunk, resolution);
      chunk.forEach(it -> settled.add(it.settled(Optional.of(resolution))));
    }
    return settled;
  }

  private void transact(String service, List<DeadLetter> letters, Resolution resolution) {
    var producer = producers.get(service);
    Map<RecordPlace, ConsumerRecord<String, byte[]>> records =
        log.records(service, letters.stream().map(DeadLetter::place).toList());
    if (producer == null || records.size() < letters.size()) {
      throw new DeadLetterException("some of the letters have just been deleted, being too old");
    }
    try {
      producer.beginTransaction();
      for (DeadLetter letter : letters) {
        var record = records.get(letter.place());
        if (record != null) {
          send(producer, letter, record, resolution);
        }
      }
      producer.commitTransaction();
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw new DeadLetterException(
          "somebody else began to work on the dead letters of "
              + service
              + "; what is left open can be settled now");
    }
  }

  /// What goes wrong with a record, the commit tells.
  private static void send(
      Producer<String, byte[]> producer,
      DeadLetter letter,
      ConsumerRecord<String, byte[]> record,
      Resolution resolution) {
    switch (resolution.kind()) {
      case RETRIED -> {
        var _ = producer.send(Redrive.again(letter, record));
      }
      case DROPPED -> {
        if (letter.death().parked()) {
          var _ = producer.send(Redrive.release(letter, record, resolution));
        }
      }
    }
    var _ = producer.send(Redrive.note(letter, record, resolution));
  }

  /// A transaction that is still open ends with the next one who takes the id, or by its time-out.
  @Override
  public void close() {
    producers.values().forEach(it -> it.close(END));
    log.close();
  }
}

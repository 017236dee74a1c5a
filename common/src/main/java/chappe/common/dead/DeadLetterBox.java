// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.dead;

import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.KafkaSetupException;
import chappe.common.kafka.TopicLayout;
import chappe.common.record.Header;
import chappe.common.record.RecordPlace;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/// The dead letters of the line. Every method connects anew and blocks until Kafka has answered;
/// each throws [KafkaSetupException] where it does not. Thread-safe.
public final class DeadLetterBox {
  /// The door refuses what it cannot read; nothing reads it a second time.
  static final String INGRESS = "ingress";

  /// The services that have dead letters.
  public static final List<String> SERVICES =
      Stream.concat(Stream.of(INGRESS), TopicLayout.CONSUMING.stream()).toList();

  private final KafkaClients clients;
  private final InstantSource clock;

  public DeadLetterBox(KafkaClients clients, InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
  }

  /// The letters that fit, settled ones too, each key's in the order in which its records came.
  ///
  /// @throws DeadLetterException where there is no such service
  public List<DeadLetter> list(LetterFilter filter) {
    filter.services().forEach(DeadLetterBox::check);
    return asking(
        () -> {
          try (var log = new DeadLog(clients)) {
            return filter.services().stream()
                .distinct()
                .flatMap(service -> log.letters(service).stream())
                .filter(filter::fits)
                .sorted(DeadLetter.ORDER)
                .toList();
          }
        });
  }

  /// One letter with all that it holds.
  ///
  /// @throws DeadLetterException where there is none at this place
  public OpenedLetter open(RecordPlace place) {
    check(place.log());
    return asking(
        () -> {
          try (var log = new DeadLog(clients)) {
            var letter =
                log.letters(place.log()).stream()
                    .filter(it -> it.place().equals(place))
                    .findFirst()
                    .orElseThrow(() -> missing(place));
            var record =
                Optional.ofNullable(log.records(place.log(), List.of(place)).get(place))
                    .orElseThrow(() -> missing(place));
            Map<String, String> headers = new LinkedHashMap<>();
            record
                .headers()
                .forEach(
                    it ->
                        headers.put(it.key(), Header.text(record.headers(), it.key()).orElse("")));
            return new OpenedLetter(
                letter, headers, Optional.ofNullable(record.value()).orElse(new byte[0]));
          }
        });
  }

  /// Sends the letters' records to their services again, those of a key in their old order, under
  /// ids that are the same at every call: sent twice, a record is handled once.
  ///
  /// @param by who does it
  /// @return the letters that were settled now
  /// @throws DeadLetterException where one is missing, settled already, or cannot be retried; then
  ///   nothing was done
  public List<DeadLetter> retry(Selection selection, String by) {
    return settle(selection, Resolution.Kind.RETRIED, by);
  }

  /// Settles the letters without doing anything about them.
  ///
  /// @param by who does it
  /// @return the letters that were settled now
  /// @throws DeadLetterException where one is missing or settled already; then nothing was done
  public List<DeadLetter> drop(Selection selection, String by) {
    return settle(selection, Resolution.Kind.DROPPED, by);
  }

  private List<DeadLetter> settle(Selection selection, Resolution.Kind kind, String by) {
    List<String> services =
        switch (selection) {
          case Selection.Named named ->
              named.places().stream().map(RecordPlace::log).distinct().toList();
          case Selection.Open open -> open.filter().services().stream().distinct().toList();
        };
    services.forEach(DeadLetterBox::check);
    if (kind == Resolution.Kind.RETRIED && services.contains(INGRESS)) {
      throw new DeadLetterException(
          "letters of ingress cannot be retried: they are bodies that it could not read as an"
              + " update, and no service takes such a body; `chappe dead drop` settles them");
    }
    return asking(
        () -> {
          List<DeadLetter> settled = new ArrayList<>();
          try (var settling = new Settling(clients, clock, services)) {
            List<DeadLetter> chosen = settling.choose(selection);
            for (String service : services) {
              settled.addAll(
                  settling.settle(
                      service,
                      chosen.stream().filter(it -> it.service().equals(service)).toList(),
                      kind,
                      by));
            }
          }
          return settled;
        });
  }

  static DeadLetterException missing(RecordPlace place) {
    return new DeadLetterException(
        "there is no dead letter " + place + "; `chappe dead list --all` prints those that are");
  }

  private static void check(String service) {
    if (!SERVICES.contains(service)) {
      throw new DeadLetterException(
          "'%s' is no service with dead letters; there are %s"
              .formatted(service, String.join(", ", SERVICES)));
    }
  }

  private static <T> T asking(Supplier<T> question) {
    try {
      return question.get();
    } catch (KafkaException e) {
      throw new KafkaSetupException("the dead letters could not be had: " + e.getMessage());
    }
  }
}

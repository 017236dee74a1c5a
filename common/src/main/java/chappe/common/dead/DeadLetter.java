// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.dead;

import chappe.common.record.Header;
import chappe.common.record.RecordPlace;
import java.util.Comparator;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A dead letter, without its value: that may hold a person's text. Immutable.
///
/// @param place its name: `{service}-{partition}@{offset}`
/// @param key of the record that died
/// @param id of the record that died
/// @param type of the record that died
/// @param resolution how it was settled last; empty while it is open
public record DeadLetter(
    RecordPlace place,
    String key,
    String id,
    String type,
    Death death,
    Optional<Resolution> resolution) {
  /// The order in which the records died first. For one key that is the order in which they were
  /// handled, whichever topics they came from and however often they died since.
  static final Comparator<DeadLetter> ORDER =
      Comparator.comparing(DeadLetter::service)
          .thenComparingInt(it -> it.place.partition())
          .thenComparingLong(it -> it.death.first())
          .thenComparingLong(it -> it.place.offset());

  static DeadLetter of(String service, ConsumerRecord<String, byte[]> record) {
    var death = Death.of(record);
    return new DeadLetter(
        new RecordPlace(service, record.partition(), record.offset()),
        // only a foreign producer leaves the key out
        Optional.ofNullable(record.key()).orElse(""),
        Header.text(record.headers(), Header.ID).orElse(death.origin()),
        Header.text(record.headers(), Header.TYPE).orElse(""),
        death,
        Optional.empty());
  }

  DeadLetter settled(Optional<Resolution> how) {
    return new DeadLetter(place, key, id, type, death, how);
  }

  /// The service that could not handle it.
  public String service() {
    return place.log();
  }

  /// The bot that it belongs to.
  public String bot() {
    int colon = key.indexOf(':');
    return colon < 0 ? "" : key.substring(0, colon);
  }

  public boolean isOpen() {
    return resolution.isEmpty();
  }
}

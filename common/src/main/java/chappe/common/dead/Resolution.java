// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.dead;

import chappe.common.record.DeadHeader;
import chappe.common.record.Header;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/// How a dead letter was settled. Immutable.
///
/// @param by who did it
public record Resolution(Kind kind, Instant at, String by) {
  /// What became of a letter.
  public enum Kind {
    /// It was sent to its service again.
    RETRIED,
    /// Nobody needs it any more.
    DROPPED;

    /// As it is written, such as `retried`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What a note says; empty for a word of a later version.
  static Optional<Resolution> read(Headers headers) {
    String word = Header.text(headers, DeadHeader.RESOLUTION).orElse("");
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.toString().equals(word))
        .findFirst()
        .map(
            kind ->
                new Resolution(
                    kind,
                    Death.millis(headers, Header.AT).orElse(Instant.EPOCH),
                    Header.text(headers, DeadHeader.BY).orElse("")));
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import java.util.List;
import org.apache.kafka.common.header.Headers;

/// Names of the headers that a record has beside its own when it died (`chappe.dead.{service}`),
/// when it is sent again (`chappe.retry.{service}`), and when that is noted. Whoever writes or
/// reads dead letters, in whichever service, uses these.
public final class DeadHeader {
  /// What it died of: the class of the exception, or a word of a service's own.
  public static final String ERROR = "error";

  /// That exception's message; it may quote a person's text.
  public static final String MESSAGE = "error-message";

  /// That exception's stack trace.
  public static final String STACK = "error-stack";

  /// How often it was tried, this time.
  public static final String ATTEMPTS = "attempts";

  /// Where the record stood first ([RecordPlace]), however often it died since.
  public static final String ORIGIN = "origin";

  /// When it died, epoch milliseconds.
  public static final String DIED_AT = "died-at";

  /// Where its first dead letter stands ([RecordPlace]); missing on that letter itself.
  public static final String FIRST = "first-death";

  /// On a dead letter for which the later records of its key wait: `true`.
  public static final String PARKED = "parked";

  /// On a record that lets those go which wait for a letter: that letter's first id ([RetryId]).
  public static final String RELEASES = "releases";

  /// On such a record: nothing waited any more when it was written.
  public static final String CLEAN = "clean";

  /// On a record that had waited and is let go: the first id of the letter it had waited for.
  public static final String WAITED_FOR = "waited-for";

  /// On such a record: the place from which it was taken.
  public static final String WAITED_AT = "waited-at";

  /// The type of a record with [#RELEASES].
  public static final String RELEASE = "release";

  /// On a record sent again: what [#ORIGIN] will be if it dies once more.
  public static final String RETRY_ORIGIN = "retry-origin";

  /// On a record sent again: what [#FIRST] will be if it dies once more.
  public static final String RETRY_FIRST = "retry-first";

  /// On a note beside the letters: the place of the letter that is settled by it.
  public static final String RESOLVES = "resolves";

  /// On such a note: what became of the letter.
  public static final String RESOLUTION = "resolution";

  /// On such a note: who did it.
  public static final String BY = "by";

  private static final List<String> OF_A_LETTER =
      List.of(ERROR, MESSAGE, STACK, ATTEMPTS, ORIGIN, DIED_AT, FIRST, PARKED);

  private DeadHeader() {}

  /// Takes what a record got on its way around once more.
  public static void stripRetry(Headers headers) {
    List.of(RETRY_ORIGIN, RETRY_FIRST, WAITED_FOR, WAITED_AT).forEach(headers::remove);
  }

  /// Takes all that a death has added, so that the record is again as it was consumed.
  public static void strip(Headers headers) {
    OF_A_LETTER.forEach(headers::remove);
  }
}

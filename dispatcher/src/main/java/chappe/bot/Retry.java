// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.time.Duration;
import java.util.List;

/// How often and when something is tried again. Immutable.
///
/// ```java
/// new Retry(3, Duration.ofSeconds(1)).on(IOException.class).jitter(0.3)
/// ```
///
/// @param attempts in all, 1 to 20
/// @param base the wait after the first failure, over zero; each later one is twice as long
/// @param most the longest wait, at least the first one
/// @param jitter by which fraction a wait differs at most, 0 to 1
/// @param byBase whether waits grow by the base instead of doubling
/// @param errors what is tried again: these types and those below them
public record Retry(
    int attempts,
    Duration base,
    Duration most,
    double jitter,
    boolean byBase,
    List<Class<? extends Exception>> errors) {
  private static final int MOST_ATTEMPTS = 20;
  private static final Duration CAP = Duration.ofMinutes(1);
  private static final double USUAL_JITTER = 0.1;

  public Retry {
    if (attempts < 1 || attempts > MOST_ATTEMPTS) {
      throw new IllegalArgumentException("attempts must be 1 to " + MOST_ATTEMPTS);
    }
    if (!base.isPositive() || most.compareTo(base) < 0) {
      throw new IllegalArgumentException(
          "the first wait must be over zero, and no longer than the longest");
    }
    if (jitter < 0 || jitter > 1) {
      throw new IllegalArgumentException("the jitter must be 0 to 1");
    }
    errors = List.copyOf(errors);
  }

  /// Doubling waits of at most a minute, 10 % jitter, after every exception.
  public Retry(int attempts, Duration base) {
    this(
        attempts,
        base,
        CAP.compareTo(base) < 0 ? base : CAP,
        USUAL_JITTER,
        false,
        List.of(Exception.class));
  }

  /// Three attempts, waiting about 1 and 2 s.
  public Retry() {
    this(3, Duration.ofSeconds(1));
  }

  /// Only after exceptions of these types.
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final Retry on(Class<? extends Exception>... types) {
    return new Retry(attempts, base, most, jitter, byBase, List.of(types));
  }

  public Retry jitter(double fraction) {
    return new Retry(attempts, base, most, fraction, byBase, errors);
  }

  /// Waits grow by the base instead of doubling.
  public Retry linear() {
    return new Retry(attempts, base, most, jitter, true, errors);
  }
}

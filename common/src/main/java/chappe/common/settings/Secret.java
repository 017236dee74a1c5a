// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A text that must not be shown: it prints as `***`, and [Scrubber] masks it in every log line
/// from the moment it exists. Compared in constant time. Immutable.
public final class Secret {
  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  public static Secret of(String text) {
    Scrubber.learn(text);
    return new Secret(text);
  }

  /// The text itself, for the one place that needs it.
  public String reveal() {
    return text;
  }

  /// Whether a candidate from outside is this secret, in a time that depends on the candidate's
  /// length alone.
  public boolean matches(String candidate) {
    return MessageDigest.isEqual(
        candidate.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && matches(secret.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return Scrubber.MASK;
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A text that must not be shown: it prints as `***`, and [Scrubber] masks it in every log line
/// from the moment it exists. Compared in constant time. One that was read from a file follows that
/// file from when [Settings#refreshSecrets] finds it changed; whoever asks for its text each time
/// it is needed has the new one. Thread-safe.
public final class Secret {
  private volatile Text text;

  private record Text(String characters, byte[] bytes) {}

  private Secret(String text) {
    this.text = known(text);
  }

  public static Secret of(String text) {
    return new Secret(text);
  }

  /// The text itself, for the one place that needs it.
  public String reveal() {
    return text.characters;
  }

  /// The same as it is now, and stays whatever becomes of its file: for what has to change in step
  /// with something else.
  public Secret fixed() {
    return new Secret(text.characters);
  }

  /// Whether a candidate from outside is this secret, in a time that depends on the candidate's
  /// length alone.
  public boolean matches(String candidate) {
    return MessageDigest.isEqual(candidate.getBytes(StandardCharsets.UTF_8), text.bytes);
  }

  void become(String changed) {
    text = known(changed);
  }

  private static Text known(String text) {
    Scrubber.learn(text);
    return new Text(text, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && matches(secret.text.characters);
  }

  @Override
  public int hashCode() {
    return text.characters.hashCode();
  }

  @Override
  public String toString() {
    return Scrubber.MASK;
  }
}

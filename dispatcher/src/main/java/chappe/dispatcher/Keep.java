// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/// Keeps texts that a message can only point at, under short tokens. Thread-safe; may block.
interface Keep {
  /// Keeps a text, or keeps it longer than before. A second call changes nothing.
  ///
  /// @param life from now on
  void keep(String bot, String token, String content, Duration life);

  /// What is kept under a token.
  Optional<String> find(String bot, String token);

  /// A token that is the same for the same parts: 22 characters of `A-Z a-z 0-9 _ -`.
  static String token(String... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(digest.digest())
          .substring(0, 22);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

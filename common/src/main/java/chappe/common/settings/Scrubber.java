// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/// Masks secrets in texts that leave the process: every [Secret] made in this process, and whatever
/// looks like a bot's token or stands where the Bot API's address has one. Thread-safe.
public final class Scrubber {
  static final String MASK = "***";

  // Shorter ones would mask parts of ordinary words, and protect nothing.
  private static final int SHORTEST = 4;

  // Longest first, so that a secret which contains another one leaves no rest.
  private static final Set<String> secrets =
      new ConcurrentSkipListSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  private static final Pattern TOKEN = Pattern.compile("\\d{6,}:[A-Za-z0-9_-]{30,}");
  private static final Pattern ADDRESS =
      Pattern.compile("/bot\\d+(:|%3A)[^/\\s\"']*", Pattern.CASE_INSENSITIVE);

  private Scrubber() {}

  static void learn(String secret) {
    if (secret.length() >= SHORTEST) {
      secrets.add(secret);
      secrets.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }
  }

  /// The text with every secret replaced by `***`.
  public static String scrub(String text) {
    // Shapes first: a known secret inside a token would leave the rest of it in no shape at all.
    String scrubbed = ADDRESS.matcher(text).replaceAll("/bot" + MASK);
    scrubbed = TOKEN.matcher(scrubbed).replaceAll(MASK);
    for (String secret : secrets) {
      scrubbed = scrubbed.replace(secret, MASK);
    }
    return scrubbed;
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import java.nio.charset.StandardCharsets;

/// A session of about 200 bytes that counts its records: pure.
final class SessionState {
  private static final String BEFORE = "{\"count\":";
  private static final String AFTER = ",\"text\":\"" + "x".repeat(180) + "\"}";

  private SessionState() {}

  static byte[] of(long count) {
    return (BEFORE + count + AFTER).getBytes(StandardCharsets.US_ASCII);
  }

  static long count(byte[] state) {
    long count = 0;
    for (int at = BEFORE.length(); state[at] != ','; at++) {
      count = count * 10 + state[at] - '0';
    }
    return count;
  }
}

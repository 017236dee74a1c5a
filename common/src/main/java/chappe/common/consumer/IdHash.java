// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

/// A 64-bit hash of an id's bytes: FNV-1a, mixed at the end. Ids are made by Telegram and by us,
/// never chosen by a stranger, so it need not withstand one. Pure.
final class IdHash {
  private IdHash() {}

  static long of(byte[] id) {
    long hash = 0xCBF2_9CE4_8422_2325L;
    for (byte part : id) {
      hash = (hash ^ (part & 0xFF)) * 0x0000_0100_0000_01B3L;
    }
    hash ^= hash >>> 33;
    hash *= 0xFF51_AFD7_ED55_8CCDL;
    return hash ^ (hash >>> 33);
  }
}

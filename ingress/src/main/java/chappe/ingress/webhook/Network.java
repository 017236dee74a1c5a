// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.webhook;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/// A range of addresses, such as `149.154.160.0/20`. Immutable.
///
/// @param address any of its addresses
/// @param bits how many leading bits all of them share
record Network(InetAddress address, int bits) {
  /// Reads a network, or a single address. No name is ever resolved.
  static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    try {
      var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int all = address.getAddress().length * Byte.SIZE;
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      return bits >= 0 && bits <= all ? Optional.of(new Network(address, bits)) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  boolean contains(InetAddress other) {
    byte[] ours = address.getAddress();
    byte[] theirs = other.getAddress();
    int bytes = bits / Byte.SIZE;
    int rest = bits % Byte.SIZE;
    return ours.length == theirs.length
        && Arrays.equals(ours, 0, bytes, theirs, 0, bytes)
        && (rest == 0 || (ours[bytes] ^ theirs[bytes]) >> (Byte.SIZE - rest) == 0);
  }
}

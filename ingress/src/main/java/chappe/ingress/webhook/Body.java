// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Reads a request's body up to a limit.
final class Body {
  /// Telegram's own updates have at most 512 KiB (TELEGRAM fact 6).
  static final int LIMIT = 1 << 20;

  private Body() {}

  /// Reads to the end, or to just beyond the limit: what a client did not announce is not taken
  /// either. Blocks until the body is here.
  ///
  /// @param announced the length that the client gave, -1 where it gave none
  /// @return empty where the body is over the limit
  static Optional<byte[]> read(InputStream in, long announced) throws IOException {
    if (announced > LIMIT) {
      return Optional.empty();
    }
    if (announced >= 0) {
      return Optional.of(in.readNBytes((int) announced));
    }
    var body = in.readNBytes(LIMIT + 1);
    return body.length > LIMIT ? Optional.empty() : Optional.of(body);
  }
}

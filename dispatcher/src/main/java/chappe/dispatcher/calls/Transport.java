// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher.calls;

import chappe.bot.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// Carries one request over the network, or, in a test, does not. Thread-safe.
@FunctionalInterface
public interface Transport {
  /// One request.
  ///
  /// @param service the name by which the author calls it
  /// @param body empty where there is none
  /// @param timeout to the answer's last byte
  record Request(
      String service,
      String method,
      URI uri,
      Map<String, String> headers,
      byte[] body,
      Duration timeout) {}

  /// Blocks until the answer is there.
  ///
  /// @throws IOException where there is none
  HttpReply carry(Request request) throws IOException, InterruptedException;
}

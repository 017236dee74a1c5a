// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.time.Duration;

/// How one of the author's own services is called. For use within [Bot#start], by one thread; a bad
/// value is an [IllegalArgumentException] that stops the dispatcher with one line.
public interface HttpOptions {
  /// A header of every call, such as `Authorization`. Never logged, and in no error message.
  HttpOptions header(String name, String value);

  /// How long one try may take, to the answer's last byte; 30 s unless it is said.
  HttpOptions timeout(Duration timeout);

  /// How often a call is tried, and how long the first wait is, which is doubled each time: 3 tries
  /// and 1 s unless it is said.
  ///
  /// @param most 1 to 10
  HttpOptions tries(int most, Duration firstWait);

  /// How many calls a second may leave this instance; 10 unless it is said. Further ones wait in
  /// their order.
  ///
  /// @param calls 1 to 1000
  HttpOptions perSecond(int calls);

  /// Logs the arguments of calls, cut to 200 characters in the path and to 100 in the query. Only
  /// for services whose arguments are no person's words.
  HttpOptions logArguments();
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.time.Duration;

/// Told of a call that took longer than it should; given to [Middlewares#slowerThan].
@FunctionalInterface
public interface SlowCall {
  /// Called when the handler has ended, in its own call: it may send through the context. Must be
  /// thread-safe.
  void slow(Context context, Measured call) throws Exception;

  /// What was measured.
  ///
  /// @param name of the route
  record Measured(String name, Duration took, Duration limit) {}
}

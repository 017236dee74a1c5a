// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.time.Duration;

/// Something to be sent when the handler has ended. Can be changed until then, by the handler's
/// thread.
public interface Outgoing {
  /// Drops it where it could not be sent in time.
  ///
  /// @param duration from now, over zero
  /// @return this
  Outgoing expiresAfter(Duration duration);

  /// Rather loses it than sends it twice, in the rare case that Telegram's answer was lost.
  ///
  /// @return this
  Outgoing atMostOnce();
}

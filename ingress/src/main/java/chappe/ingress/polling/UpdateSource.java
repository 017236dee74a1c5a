// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.polling;

import chappe.common.telegram.ApiResult;

/// Where a poller gets its updates from: Telegram's getUpdates for one bot.
@FunctionalInterface
interface UpdateSource {
  /// Asks for the updates from an offset on, which confirms all before it. Blocks until there are
  /// some or the long poll's time-out has passed.
  ///
  /// @param offset the first update_id wanted; 0: the oldest unconfirmed
  /// @throws InterruptedException where the poller is being stopped
  ApiResult updates(long offset) throws InterruptedException;

  /// Told when Telegram refuses to be polled because of a webhook.
  default void webhookInTheWay() {}
}

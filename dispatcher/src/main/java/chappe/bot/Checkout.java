// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import chappe.common.record.Check;
import java.util.Optional;

/// A payment that is about to be made, for a [CheckoutCheck] to judge. Belongs to the check's call
/// and its thread.
public interface Checkout {
  /// The name of the bot that is asked.
  String bot();

  /// What is to be paid: order, user, amount, deadline, and the bot's own data.
  Check order();

  /// What the bot remembers of the person's private chat ([Session]), as it is committed: what a
  /// handler that still runs will have changed is not in it. May wait for the database.
  ///
  /// @param type any class that Jackson can make from JSON, such as a record
  /// @throws IllegalArgumentException where the value is of another type
  /// @throws IllegalStateException where the dispatcher runs without a database, or the check has
  ///   ended
  <T> Optional<T> remembered(String name, Class<T> type);
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import java.time.Duration;

/// What becomes of a command that asks to be sent.
public sealed interface Turn {
  /// It has a slot.
  record Go(Slot slot) implements Turn {}

  /// It was brought to its end before, perhaps by another sender.
  ///
  /// @param result as it was kept
  record Done(String result) implements Turn {}

  /// A sender died that may have sent it.
  record Ambiguous() implements Turn {}

  /// Others of its chat and lane are parked: it belongs behind them.
  record Behind() implements Turn {}

  /// Its chat, or its bot, is paused for long.
  record Paused(Duration time) implements Turn {}

  /// Its deadline came first.
  record Expired() implements Turn {}
}

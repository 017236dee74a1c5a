// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import java.util.List;

/// What the books say to a batch. Immutable.
///
/// @param each in the batch's order
/// @param ahead how far the bot's time is ahead of the clock, in microseconds, at least 0
/// @param strict whether replies share the bot's rate just now
record Answers(List<Answer> each, long ahead, boolean strict) {
  Answers {
    each = List.copyOf(each);
  }
}

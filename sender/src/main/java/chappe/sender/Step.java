// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.record.CommandResult;
import java.time.Duration;
import java.util.List;

/// What one attempt at a command led to.
sealed interface Step {
  /// The command has come to its end.
  ///
  /// @param messages the messages made, several of an album
  record Done(List<Long> messages, CommandResult result) implements Step {}

  /// Another attempt is due after a pause.
  ///
  /// @param outcome of the call just made
  record Again(Duration pause, String outcome) implements Step {}
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.record.CommandResult;
import java.time.Duration;

/// What one attempt at a command led to.
sealed interface Step {
  /// The command has come to its end.
  record Done(CommandResult result) implements Step {}

  /// Another attempt is due after a pause.
  ///
  /// @param outcome of the call just made
  record Again(Duration pause, String outcome) implements Step {}
}

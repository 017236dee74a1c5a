// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// What a bot does when a button is pressed whose data are a record. All that [Handler] says holds
/// here too.
///
/// @param <R> the record
@FunctionalInterface
public interface PressHandler<R extends Record> {
  /// Handles a press.
  ///
  /// @param pressed what was put on the button
  void handle(Context context, R pressed) throws Exception;
}

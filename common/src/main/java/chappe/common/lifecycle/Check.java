// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.lifecycle;

/// The health of one part at one moment, as a value. Immutable.
public sealed interface Check {
  /// What was looked at, such as `kafka`.
  String name();

  static Check passing(String name) {
    return new Passing(name);
  }

  /// A failing check.
  ///
  /// @param reason one line for an operator, free of secrets
  static Check failing(String name, String reason) {
    return new Failing(name, reason);
  }

  /// The part does what it is for.
  record Passing(String name) implements Check {}

  /// The part does not.
  ///
  /// @param reason one line for an operator, free of secrets
  record Failing(String name, String reason) implements Check {}
}

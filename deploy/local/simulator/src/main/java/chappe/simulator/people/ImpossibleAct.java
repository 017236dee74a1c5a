// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.people;

/// A person was told to do what cannot be done, to press a button that is not there for instance;
/// the message says what was wrong.
public final class ImpossibleAct extends IllegalArgumentException {
  ImpossibleAct(String reason) {
    super(reason);
  }

  /// What was wrong, for whoever asked.
  public String reason() {
    return String.valueOf(getMessage());
  }
}

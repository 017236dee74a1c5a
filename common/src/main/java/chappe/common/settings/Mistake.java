// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

/// One thing wrong with the settings. Neither text quotes a value, since any value may be a secret
/// in the wrong place.
///
/// @param name the setting
/// @param source where it was found, such as `.env`; empty where it is not set
/// @param problem such as `not a whole number`
/// @param expected such as `a whole number, 1 to 100`
public record Mistake(String name, String source, String problem, String expected) {
  public Mistake(String name, String problem, String expected) {
    this(name, "", problem, expected);
  }

  @Override
  public String toString() {
    return name
        + (source.isEmpty() ? "" : " (" + source + ")")
        + ": "
        + problem
        + "; expected "
        + expected;
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.util.Map;

/// What the places of a [Routes#callback(String, Handler)] pattern stood for. Immutable.
///
/// @param values by the names of the places
public record Parameters(Map<String, String> values) {
  public Parameters {
    values = Map.copyOf(values);
  }

  /// What stood at a place.
  ///
  /// @throws IllegalArgumentException where the pattern has no such place
  public String text(String name) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the route's pattern has no place '" + name + "', only " + values.keySet());
    }
    return value;
  }

  /// What stood at a place `{name:number}`.
  ///
  /// @throws IllegalArgumentException where the pattern has no such place, or what stood there is
  ///   no whole number, which cannot be at a place of that type
  public long number(String name) {
    try {
      return Long.parseLong(text(name));
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException(
          "what stands at '" + name + "' is no whole number: write {" + name + ":number}");
    }
  }

  /// What stood at a place `{name:flag}`.
  ///
  /// @throws IllegalArgumentException where the pattern has no such place, or what stood there is
  ///   neither `true` nor `false`, which cannot be at a place of that type
  public boolean flag(String name) {
    return switch (text(name)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "what stands at '" + name + "' is no flag: write {" + name + ":flag}");
    };
  }
}

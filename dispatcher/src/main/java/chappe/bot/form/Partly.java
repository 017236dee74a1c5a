// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// What lenient reading keeps. Immutable, but for the tree.
///
/// @param value the record; empty where a field that is no `Optional` is missing or invalid
/// @param valid the fields that are valid
/// @param rest the fields that are not
/// @param <T> the record's type
public record Partly<T>(Optional<T> value, ObjectNode valid, List<Invalid> rest) {
  public Partly {
    rest = List.copyOf(rest);
  }
}

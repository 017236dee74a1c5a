// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The records that were read together. Immutable.
public final class ReadSettings {
  private final Map<Class<?>, Record> records = new HashMap<>();

  ReadSettings(List<Class<? extends Record>> types, RecordReader reader) {
    types.forEach(type -> reader.read(type).ifPresent(it -> records.put(type, it)));
  }

  /// The record of a type that was asked for.
  ///
  /// @throws IllegalArgumentException where the record was not asked for
  public <R extends Record> R of(Class<R> type) {
    return Optional.ofNullable(records.get(type))
        .map(type::cast)
        .orElseThrow(() -> new IllegalArgumentException(type.getSimpleName() + " was not read"));
  }
}

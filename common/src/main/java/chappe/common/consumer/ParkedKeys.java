// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The keys of one stay of a partition number whose records wait: a key that is not among them
/// costs a look into this map. Thread-safe.
final class ParkedKeys {
  /// The stay's name in the database.
  final UUID owner = UUID.randomUUID();

  /// The first id of what each key waits for.
  final Map<String, String> causes = new ConcurrentHashMap<>();
}

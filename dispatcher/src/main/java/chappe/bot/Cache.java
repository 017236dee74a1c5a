// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/// What a bot keeps in memory for a while: at most 10,000 values, gone at a restart, not shared
/// with other instances. Thread-safe.
public interface Cache {
  /// A value.
  ///
  /// @throws ClassCastException where it is of another type
  <T> Optional<T> get(String key, Class<T> type);

  /// A value, made where there is none: by one caller at a time for each key, while others wait.
  /// Nothing is kept where making it fails.
  ///
  /// @param make does not return null
  /// @throws Exception what making it threw
  <T> T get(String key, Duration kept, Callable<T> make) throws Exception;

  /// Keeps a value, in place of the one before.
  ///
  /// @param kept over zero
  void put(String key, Object value, Duration kept);

  /// Forgets a value; nothing happens where there is none.
  void remove(String key);
}

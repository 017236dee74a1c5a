// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.database.Database;
import chappe.common.database.DatabaseSettings;
import chappe.common.lifecycle.Closer;
import chappe.common.settings.Secret;
import chappe.common.settings.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Jdbi;

/// What bots have of their own: settings, and a schema with a pool of its own. Thread-safe.
final class OwnParts implements AutoCloseable {
  private final Settings settings;
  private final Optional<DatabaseSettings> database;
  private final Rotations rotations;
  private final Map<String, Jdbi> opened = new ConcurrentHashMap<>();
  private final Closer closer = new Closer();

  /// Who tells of secrets that change.
  @FunctionalInterface
  interface Rotations {
    /// Calls back when a secret has changed.
    ///
    /// @throws IllegalArgumentException where no such secret is set
    void onRotation(String name, BiConsumer<Secret, Secret> listener);
  }

  /// @param database none in unit tests of bots
  OwnParts(Settings settings, Optional<DatabaseSettings> database, Rotations rotations) {
    this.settings = settings;
    this.database = database;
    this.rotations = rotations;
  }

  /// @throws chappe.common.settings.SettingsException with every mistake
  <R extends Record> R settings(Class<R> type) {
    return settings.read(type);
  }

  /// @throws IllegalArgumentException where no such secret is set
  void onRotation(String name, BiConsumer<Secret, Secret> listener) {
    rotations.onRotation(name, listener);
  }

  Jdbi jdbi(String bot) {
    var where =
        database.orElseThrow(() -> new IllegalStateException("there is no database in unit tests"));
    return opened.computeIfAbsent(
        bot,
        name ->
            closer.add(name, Database.open(where, "bot-" + name, BotTables.schema(name))).jdbi());
  }

  @Override
  public void close() {
    closer.close();
  }
}

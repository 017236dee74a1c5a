// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.lifecycle.CannotStart;
import chappe.common.settings.Environment;
import chappe.embedded.DataFolder;
import chappe.embedded.EmbeddedParts;
import chappe.embedded.EmbeddedParts.Part;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The embedded servers of one data folder, as settings.
final class Infrastructure implements AutoCloseable {
  private static final String DATABASE_NAME = "chappe";

  private final Optional<DataFolder> folder;
  private final Optional<EmbeddedParts> parts;

  private Infrastructure(Optional<DataFolder> folder, Optional<EmbeddedParts> parts) {
    this.folder = folder;
    this.parts = parts;
  }

  /// Starts the wanted servers; none takes no folder either.
  ///
  /// @param fresh forget what an earlier run has left
  static Infrastructure start(
      Path data, boolean fresh, PartsSettings settings, Set<Part> wanted, Environment environment) {
    if (wanted.isEmpty()) {
      return new Infrastructure(Optional.empty(), Optional.empty());
    }
    if (environment == Environment.PRODUCTION) {
      throw new CannotStart(
          "❌ ENVIRONMENT=production has no embedded servers: set "
              + String.join(", ", PartsSettings.KAFKA, PartsSettings.DATABASE, PartsSettings.REDIS)
              + ".");
    }
    DataFolder folder = DataFolder.open(data);
    try {
      if (fresh) {
        folder.clear();
      }
      EmbeddedParts parts = EmbeddedParts.start(folder, settings.ports(), wanted);
      parts.postgres().ifPresent(it -> it.createDatabase(DATABASE_NAME));
      return new Infrastructure(Optional.of(folder), Optional.of(parts));
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /// The settings that lead to the embedded servers; those without a server are not in it.
  Map<String, String> addresses() {
    Map<String, String> addresses = new LinkedHashMap<>();
    parts
        .flatMap(EmbeddedParts::kafka)
        .ifPresent(it -> addresses.put(PartsSettings.KAFKA, it.bootstrapServers()));
    parts
        .flatMap(EmbeddedParts::postgres)
        .ifPresent(it -> addresses.put(PartsSettings.DATABASE, it.url(DATABASE_NAME)));
    parts
        .flatMap(EmbeddedParts::redis)
        .ifPresent(it -> addresses.put(PartsSettings.REDIS, it.url()));
    return addresses;
  }

  Optional<Path> folder() {
    return folder.map(DataFolder::path);
  }

  @Override
  public void close() {
    Quiet.whileStopping();
    parts.ifPresent(EmbeddedParts::close);
    folder.ifPresent(DataFolder::close);
  }
}

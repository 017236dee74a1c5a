// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/// Which build of a bot this is. Immutable.
///
/// @param version `Implementation-Version` of its jar's manifest; empty where it has none
/// @param builtAt `Build-Time` of the manifest, else the time of the newest file of the jar or of
///   the bot's class
record BuildStamp(String version, Instant builtAt) {
  private static final BuildStamp UNKNOWN = new BuildStamp("", Instant.EPOCH);

  /// Looks where a bot's class comes from; the beginning of time where that cannot be told.
  static BuildStamp of(Class<?> bot) {
    try {
      var source = bot.getProtectionDomain().getCodeSource();
      if (source == null) {
        return UNKNOWN;
      }
      var path = Path.of(source.getLocation().toURI());
      return Files.isDirectory(path) ? ofFolder(path, bot) : ofJar(path);
    } catch (IOException | URISyntaxException | IllegalArgumentException _) {
      return UNKNOWN;
    }
  }

  private static BuildStamp ofFolder(Path folder, Class<?> bot) throws IOException {
    var file = folder.resolve(bot.getName().replace('.', '/') + ".class");
    return new BuildStamp("", Files.getLastModifiedTime(file).toInstant());
  }

  private static BuildStamp ofJar(Path path) throws IOException {
    try (var jar = new JarFile(path.toFile())) {
      var manifest = Optional.ofNullable(jar.getManifest()).map(it -> it.getMainAttributes());
      var version = manifest.map(it -> it.getValue("Implementation-Version")).orElse("");
      return new BuildStamp(
          version,
          manifest
              .map(it -> it.getValue("Build-Time"))
              .flatMap(BuildStamp::instant)
              .orElseGet(() -> newest(jar)));
    }
  }

  private static Instant newest(JarFile jar) {
    return jar.stream()
        .map(ZipEntry::getLastModifiedTime)
        .map(FileTime::toInstant)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}

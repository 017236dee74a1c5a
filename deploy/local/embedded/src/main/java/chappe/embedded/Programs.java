// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/// The servers' programs, unpacked from the class path into a cache, once per version and user.
final class Programs {
  private static final String REDIS = "redis-server";

  /// Needs no library of the system, which the usual one for Linux does (OpenSSL 3).
  private static final String STATIC_REDIS = "/redis-server-6.2.7-linux-386";

  private Programs() {}

  /// `$XDG_CACHE_HOME/chappe`, `~/.cache/chappe`, or for a user without a home a folder beside
  /// other temporary ones.
  static Path userCache() {
    String configured = System.getenv("XDG_CACHE_HOME");
    Path home = Path.of(System.getProperty("user.home"));
    if (configured != null && configured.startsWith("/")) {
      return Path.of(configured, "chappe");
    }
    if (Files.isWritable(home)) {
      return home.resolve(".cache").resolve("chappe");
    }
    return Path.of(
        System.getProperty("java.io.tmpdir"), "chappe-" + System.getProperty("user.name"));
  }

  /// The folder with PostgreSQL's `bin`, `lib` and `share`.
  static Path postgres(Path cache) {
    String archive = "/postgres-" + Platform.system() + "-" + Platform.processor() + ".txz";
    return unpacked(cache, "postgres", archive, Programs::untar);
  }

  /// The `redis-server` program.
  static Path redis(Path cache) {
    OsArchitecture machine = OsArchitecture.detectOSandArchitecture();
    String usual = ExecutableProvider.newProvidedVersionsMap().get(machine);
    if (usual == null) {
      throw new EmbeddedException(
          "There is no embedded Redis for " + machine.os + " " + machine.arch + ".");
    }
    Path program = redis(cache, usual);
    boolean runs = Child.run(List.of(program.toString(), "--version"), Path.of("/dev/null")) == 0;
    return runs || !machine.equals(OsArchitecture.UNIX_x86_64)
        ? program
        : redis(cache, STATIC_REDIS);
  }

  private static Path redis(Path cache, String resource) {
    String path = resource.startsWith("/") ? resource : "/" + resource;
    return unpacked(
            cache,
            "redis",
            path,
            (packed, folder) -> {
              Path program = folder.resolve(REDIS);
              Files.copy(packed, program);
              Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            })
        .resolve(REDIS);
  }

  private interface Unpacking {
    void unpack(InputStream packed, Path folder) throws IOException;
  }

  /// Two processes may get here at once: each unpacks for itself, and the first to be ready is
  /// kept.
  private static Path unpacked(Path cache, String name, String resource, Unpacking unpacking) {
    URL url = Programs.class.getResource(resource);
    if (url == null) {
      throw new EmbeddedException(
          "There is no embedded " + name + " for this platform (" + resource + ").");
    }
    try {
      Path folder = cache.resolve(name + "-" + checksum(url));
      if (Files.isDirectory(folder)) {
        return folder;
      }
      Files.createDirectories(cache);
      Path unfinished = Files.createTempDirectory(cache, name + "-");
      try (InputStream packed = url.openStream()) {
        unpacking.unpack(packed, unfinished);
      }
      Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
      keep(unfinished, folder);
      return folder;
    } catch (IOException e) {
      throw new EmbeddedException(
          "Cannot unpack %s into %s (is the disk full?): %s".formatted(name, cache, e.getMessage()),
          e);
    }
  }

  private static String checksum(URL url) throws IOException {
    return url.openConnection() instanceof JarURLConnection jar
        ? Long.toHexString(jar.getJarEntry().getCrc())
        : "unpacked";
  }

  private static void keep(Path unfinished, Path folder) throws IOException {
    try {
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
      Folders.delete(unfinished);
    }
  }

  private static void untar(InputStream packed, Path folder) throws IOException {
    try (var archive =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = archive.getNextEntry();
          entry != null;
          entry = archive.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        Files.createDirectories(entry.isDirectory() ? target : target.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
          Files.copy(archive, target);
          boolean program = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }
}

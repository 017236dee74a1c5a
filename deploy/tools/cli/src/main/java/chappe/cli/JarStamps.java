// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// By what a change of jars is noticed. Immutable.
record JarStamps(Map<Path, Stamp> all) {
  JarStamps {
    all = Map.copyOf(all);
  }

  record Stamp(FileTime changed, long size) {}

  /// The stamps of a jar, or of the jars in a folder, as they are now; what is not there has none.
  static JarStamps of(Path path) {
    Map<Path, Stamp> stamps = new TreeMap<>();
    for (Path jar : jars(path)) {
      try {
        stamps.put(jar, new Stamp(Files.getLastModifiedTime(jar), Files.size(jar)));
      } catch (IOException _) {
        // It is being replaced; the next look sees what it has become.
      }
    }
    return new JarStamps(stamps);
  }

  private static List<Path> jars(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (var files = Files.list(path)) {
      return files.filter(it -> it.toString().endsWith(".jar")).toList();
    } catch (IOException _) {
      return List.of();
    }
  }
}

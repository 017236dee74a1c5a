// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildStampTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final String CLASS = BuildStampTest.class.getName().replace('.', '/') + ".class";

  @TempDir Path folder;

  @Test
  void aManifestSaysIt() throws Exception {
    assertThat(stamp("Implementation-Version: 1.2\nBuild-Time: 2026-11-01T13:00:00Z\n"))
        .isEqualTo(new BuildStamp("1.2", NOON.plusSeconds(3600)));
  }

  @Test
  void otherwiseTheNewestFileDoes() throws Exception {
    assertThat(stamp("Build-Time: yesterday\n")).isEqualTo(new BuildStamp("", NOON));
  }

  @Test
  void inAFolderItIsTheClassThatCounts() throws Exception {
    var file = folder.resolve(CLASS);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes());
    Files.setLastModifiedTime(file, FileTime.from(NOON));

    assertThat(stampOf(folder)).isEqualTo(new BuildStamp("", NOON));
  }

  @Test
  void whatComesFromNowhereIsAsOldAsCanBe() {
    assertThat(BuildStamp.of(String.class)).isEqualTo(new BuildStamp("", Instant.EPOCH));
  }

  private BuildStamp stamp(String attributes) throws Exception {
    var path = folder.resolve("bot.jar");
    var manifest =
        new Manifest(
            new ByteArrayInputStream(
                ("Manifest-Version: 1.0\n" + attributes).getBytes(StandardCharsets.UTF_8)));
    try (var jar = new JarOutputStream(Files.newOutputStream(path))) {
      entry(jar, "META-INF/MANIFEST.MF", NOON.minusSeconds(60));
      manifest.write(jar);
      entry(jar, CLASS, NOON);
      jar.write(bytes());
    }
    return stampOf(path);
  }

  private static void entry(JarOutputStream jar, String name, Instant at) throws Exception {
    var entry = new JarEntry(name);
    entry.setLastModifiedTime(FileTime.from(at));
    jar.putNextEntry(entry);
  }

  private static BuildStamp stampOf(Path path) throws Exception {
    // Its own copy of this class, from that place.
    try (var loader = new URLClassLoader(new URL[] {path.toUri().toURL()}, null)) {
      return BuildStamp.of(loader.loadClass(BuildStampTest.class.getName()));
    }
  }

  private static byte[] bytes() throws Exception {
    try (var stream = BuildStampTest.class.getClassLoader().getResourceAsStream(CLASS)) {
      return stream.readAllBytes();
    }
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.bot.Bot;
import chappe.common.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// What a bot's project needs of Chappe, as a Maven repository in files. Its version is unlike that
/// of any other content, so that Maven, which keeps what it has once seen, never takes an older
/// one.
final class LineRepository {
  private static final String BUILT = "0.1.0-SNAPSHOT";
  private static final String GROUP = "chappe";
  private static final int HASH_DIGITS = 10;

  /// An artifact with a jar.
  ///
  /// @param witness a class that stands in it
  private record Artifact(String name, Class<?> witness) {}

  private static final List<Artifact> JARS =
      List.of(
          new Artifact("chappe-common", Json.class), new Artifact("chappe-dispatcher", Bot.class));

  private LineRepository() {}

  /// Writes the repository.
  ///
  /// @return the version under which its artifacts stand
  static String write(Path folder) throws IOException {
    List<byte[]> jars = JARS.stream().map(it -> jar(it.witness())).toList();
    String version = BUILT.replace("SNAPSHOT", hash(jars));
    put(folder, GROUP, version, ".pom", pom(GROUP, version));
    for (int i = 0; i < jars.size(); i++) {
      put(folder, JARS.get(i).name(), version, ".jar", jars.get(i));
      put(folder, JARS.get(i).name(), version, ".pom", pom(JARS.get(i).name(), version));
    }
    return version;
  }

  private static void put(
      Path folder, String artifact, String version, String suffix, byte[] content)
      throws IOException {
    Path place = folder.resolve(GROUP).resolve(artifact).resolve(version);
    Files.createDirectories(place);
    Files.write(place.resolve(artifact + "-" + version + suffix), content);
  }

  private static byte[] pom(String artifact, String version) throws IOException {
    try (InputStream in =
        LineRepository.class.getResourceAsStream("poms/" + artifact + "/pom.xml")) {
      String pom =
          new String(Objects.requireNonNull(in, artifact).readAllBytes(), StandardCharsets.UTF_8);
      return pom.replace(BUILT, version).getBytes(StandardCharsets.UTF_8);
    }
  }

  /// The jar that a class comes from; where it comes from a folder, as while Chappe itself is
  /// tested, that folder as a jar.
  private static byte[] jar(Class<?> witness) {
    try {
      Path place = Path.of(witness.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.isDirectory(place) ? packed(place) : Files.readAllBytes(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] packed(Path classes) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new JarOutputStream(bytes);
        var tree = Files.walk(classes)) {
      for (Path path : tree.filter(Files::isRegularFile).sorted().toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(path).toString()));
        Files.copy(path, jar);
      }
    }
    return bytes.toByteArray();
  }

  private static String hash(List<byte[]> jars) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      jars.forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/// Makes an author's jar: compiles its sources against the author's API.
final class TestJar {
  private final Path folder;
  private final List<String> services = new ArrayList<>();
  private final List<Path> sources = new ArrayList<>();

  TestJar(Path folder) {
    this.folder = folder;
  }

  TestJar service(String className) {
    services.add(className);
    return this;
  }

  /// @param name of a class in the package `author`
  TestJar source(String name, String text) throws IOException {
    var file = folder.resolve("author").resolve(name + ".java");
    Files.createDirectories(file.getParent());
    sources.add(Files.writeString(file, text));
    return this;
  }

  Path write() throws IOException {
    var classes = Files.createTempDirectory(folder, "classes");
    for (Path source : sources) {
      var compiler = ToolProvider.getSystemJavaCompiler();
      assertThat(compiler.run(null, null, null, "-d", classes.toString(), source.toString()))
          .isZero();
    }
    var path = Files.createTempFile(folder, "bot", ".jar");
    try (var jar = new JarOutputStream(Files.newOutputStream(path));
        var files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entry(jar, classes.relativize(file).toString(), Files.readAllBytes(file));
      }
      if (!services.isEmpty()) {
        entry(
            jar,
            "META-INF/services/chappe.bot.Bot",
            String.join("\n", services).getBytes(StandardCharsets.UTF_8));
      }
    }
    return path;
  }

  private static void entry(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(bytes);
    jar.closeEntry();
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/// A new bot's project.
///
/// @param name such as `my-shop`
/// @param version of Chappe in its repository
record BotProject(String name, String version) {
  /// Writes it.
  void write(Path folder) throws IOException {
    Path java = Path.of("java", packageName());
    write(folder, "pom.xml", "pom.xml");
    write(folder, "README.md", "README.md");
    write(folder, "Dockerfile", "Dockerfile");
    write(folder, "Bot.java", "src/main/" + java.resolve(className() + ".java"));
    write(folder, "BotTest.java", "src/test/" + java.resolve(className() + "Test.java"));
    put(
        folder.resolve("src/main/resources/META-INF/services/chappe.bot.Bot"),
        packageName() + "." + className() + "\n");
    put(folder.resolve(".gitignore"), "target/\n");
  }

  private void write(Path folder, String template, String file) throws IOException {
    put(
        folder.resolve(file),
        template(template)
            .replace("@name@", name)
            .replace("@version@", version)
            .replace("@package@", packageName())
            .replace("@class@", className()));
  }

  private String packageName() {
    return name.replace("-", "");
  }

  private String className() {
    String words =
        Arrays.stream(name.split("-", -1))
            .map(it -> Character.toUpperCase(it.charAt(0)) + it.substring(1))
            .collect(Collectors.joining());
    return words.endsWith("Bot") ? words : words + "Bot";
  }

  private static String template(String file) throws IOException {
    try (InputStream in = BotProject.class.getResourceAsStream("bot/" + file + ".template")) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void put(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.bot.Bot;
import chappe.bot.testing.BotUnderTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A new bot's project, built by Maven as its author would, outside of Chappe's own build and
/// without any of its artifacts installed.
class NewBotIT {
  @TempDir private Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void theProjectBuildsByItselfItsTestsPassAndItsJarIsABot() throws Exception {
    assertThat(chappe("bot", "new", "my-shop", "--into", folder.toString())).isZero();

    Path project = folder.resolve("my-shop");
    assertThat(mavenIn(project)).contains("Tests run: 3, Failures: 0, Errors: 0");

    URL jar = project.resolve("target/my-shop.jar").toUri().toURL();
    try (var loader = new URLClassLoader(new URL[] {jar}, getClass().getClassLoader())) {
      Bot made =
          ServiceLoader.load(Bot.class, loader).stream()
              .map(ServiceLoader.Provider::get)
              .filter(it -> it.getClass().getName().equals("myshop.MyShopBot"))
              .findFirst()
              .orElseThrow();
      assertThat(BotUnderTest.of(made).person("Ada").says("/start").text())
          .startsWith("Hello, Ada!");
    }
  }

  @Test
  void whatIsThereAlreadyIsLeftAlone() throws Exception {
    Files.createDirectories(folder.resolve("my-shop"));

    assertThat(chappe("bot", "new", "my-shop", "--into", folder.toString())).isEqualTo(2);
    assertThat(chappe("bot", "new", "My Shop", "--into", folder.toString())).isEqualTo(2);

    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("is there already", "'My Shop' cannot be a bot's name");
    assertThat(folder.resolve("my-shop")).isEmptyDirectory();
  }

  private int chappe(String... arguments) {
    var terminal = new Terminal(print(), print());
    return ChappeMain.commandLine(terminal, new Home(folder, folder)).execute(arguments);
  }

  private PrintStream print() {
    return new PrintStream(said, true, StandardCharsets.UTF_8);
  }

  /// Builds offline, which is quick and asks nobody; a repository in files is no network.
  private String mavenIn(Path project) throws IOException, InterruptedException {
    var maven =
        new ProcessBuilder(
                "mvn",
                "-o",
                "-B",
                "-Daether.offline.protocols=file",
                "-Dmaven.repo.local=" + withoutOurs(),
                "package")
            .directory(project.toFile())
            .redirectErrorStream(true)
            .start();
    var output = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(maven.waitFor()).as(output).isZero();
    return output;
  }

  /// What Maven has fetched for Chappe's own build, and a place of the test's own for all that the
  /// project fetches from its repository.
  private Path withoutOurs() throws IOException {
    Path fetched =
        Path.of(
            System.getProperty(
                "maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
    Path local = Files.createDirectories(folder.resolve("fetched"));
    try (var groups = Files.list(fetched)) {
      for (Path group : groups.toList()) {
        if (!List.of("chappe").contains(group.getFileName().toString())) {
          Files.createSymbolicLink(local.resolve(group.getFileName()), group);
        }
      }
    }
    return local;
  }
}

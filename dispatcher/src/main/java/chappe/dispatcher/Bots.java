// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Bot;
import chappe.common.lifecycle.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// The bots that were found, and the jars that hold them open. Thread-safe.
///
/// @param source where they were found, for messages
record Bots(List<Bot> all, String source, List<BotJar> jars) implements AutoCloseable {
  Bots {
    all = List.copyOf(all);
    jars = List.copyOf(jars);
  }

  /// The bots on the class path.
  ///
  /// @throws CannotStart where there is none, or one cannot be loaded
  static Bots onClassPath() {
    return new Bots(
        found(ServiceLoader.load(Bot.class, Bots.class.getClassLoader()), "the class path"),
        "the class path",
        List.of());
  }

  /// The bots of a jar, or of all jars in a folder, each jar in a class loader of its own.
  ///
  /// @throws CannotStart where one cannot be read or has no bot, where a bot cannot be loaded, and
  ///   where a folder has no jar
  static Bots in(Path path) {
    List<Bot> all = new ArrayList<>();
    List<BotJar> opened = new ArrayList<>();
    try {
      for (Path file : jars(path)) {
        var jar = BotJar.open(file);
        opened.add(jar);
        all.addAll(found(ServiceLoader.load(Bot.class, jar.loader()), file.toString()));
      }
      return new Bots(all, path.toString(), opened);
    } catch (CannotStart e) {
      opened.forEach(it -> close(it, e));
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    for (BotJar jar : jars) {
      jar.close();
    }
  }

  /// The jars that are meant.
  static List<Path> jars(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (var files = Files.list(path)) {
      var jars = files.filter(it -> it.toString().endsWith(".jar")).sorted().toList();
      if (jars.isEmpty()) {
        throw new CannotStart("--bots " + path + ": there is no jar in this folder");
      }
      return jars;
    } catch (IOException e) {
      throw new CannotStart("--bots " + path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<Bot> found(ServiceLoader<Bot> loader, String source) {
    List<Bot> bots = new ArrayList<>();
    try {
      loader.forEach(bots::add);
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new CannotStart("a bot in " + source + " cannot be loaded: " + reason(e), e);
    }
    if (bots.isEmpty()) {
      throw new CannotStart(
          "no bot in " + source + ": name its class in META-INF/services/chappe.bot.Bot");
    }
    return bots;
  }

  // The loader's own message names the class; what the bot itself threw stands in the cause.
  private static String reason(Throwable e) {
    var message = String.valueOf(e.getMessage());
    var cause = e.getCause();
    return cause == null ? message : message + ": " + cause;
  }

  private static void close(BotJar jar, Exception reason) {
    try {
      jar.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}

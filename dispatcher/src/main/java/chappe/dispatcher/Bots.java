// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Bot;
import chappe.common.lifecycle.CannotStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// The bots that were found, and the jar that holds them open. Thread-safe.
///
/// @param source where they were found, for messages
record Bots(List<Bot> all, String source, Optional<BotJar> jar) implements AutoCloseable {
  Bots {
    all = List.copyOf(all);
  }

  /// The bots on the class path.
  ///
  /// @throws CannotStart where there is none, or one cannot be loaded
  static Bots onClassPath() {
    return new Bots(
        found(ServiceLoader.load(Bot.class, Bots.class.getClassLoader()), "the class path"),
        "the class path",
        Optional.empty());
  }

  /// The bots of a jar, in a class loader of their own.
  ///
  /// @throws CannotStart where it cannot be read, has no bot, or one cannot be loaded
  static Bots in(Path path) {
    var jar = BotJar.open(path);
    try {
      var source = path.toString();
      return new Bots(
          found(ServiceLoader.load(Bot.class, jar.loader()), source), source, Optional.of(jar));
    } catch (CannotStart e) {
      close(jar, e);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (jar.isPresent()) {
      jar.get().close();
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

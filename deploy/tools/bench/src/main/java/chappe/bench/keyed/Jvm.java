// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts JVMs: the running one's `java`, the same flags for all, nothing of this one's own flags.
public final class Jvm {
  private static final String HEAP = "1g";

  private final String peers;

  /// @param peers the class path of the peers
  Jvm(String peers) {
    this.peers = peers;
  }

  Process start(Contestant contestant) {
    return start(contestant.isPeer() ? peers : own(), contestant.main(), List.of());
  }

  Process servers(List<String> wanted) {
    return start(own(), ServersMain.class.getName(), wanted);
  }

  /// Starts a main class with the class path of this process.
  public static Process start(Class<?> main, List<String> arguments) {
    return start(own(), main.getName(), arguments);
  }

  private static String own() {
    return System.getProperty("java.class.path");
  }

  private static Process start(String classPath, String main, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xms" + HEAP,
                "-Xmx" + HEAP,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                classPath,
                main));
    command.addAll(arguments);
    try {
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a JVM for " + main, e);
    }
  }
}

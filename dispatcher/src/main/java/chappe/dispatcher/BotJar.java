// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.lifecycle.CannotStart;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipFile;

/// A bot's jar and its class loader. The jar is copied first, so that building it anew does not
/// disturb a running bot. Thread-safe.
final class BotJar implements AutoCloseable {
  private final Path copy;
  private final URLClassLoader loader;

  private BotJar(Path copy, URLClassLoader loader) {
    this.copy = copy;
    this.loader = loader;
  }

  /// @throws CannotStart where it is no jar
  static BotJar open(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new CannotStart("--bots " + jar + ": there is no such file");
    }
    try {
      var copy = Files.createTempFile("chappe-bot-", ".jar");
      copy.toFile().deleteOnExit();
      Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
      new ZipFile(copy.toFile()).close();
      return new BotJar(
          copy, new URLClassLoader(jar.getFileName().toString(), urls(copy), new SharedClasses()));
    } catch (IOException e) {
      throw new CannotStart("--bots " + jar + ": cannot be read as a jar: " + e.getMessage(), e);
    }
  }

  ClassLoader loader() {
    return loader;
  }

  @Override
  public void close() throws IOException {
    loader.close();
    Files.deleteIfExists(copy);
  }

  private static URL[] urls(Path path) throws MalformedURLException {
    return new URL[] {path.toUri().toURL()};
  }
}

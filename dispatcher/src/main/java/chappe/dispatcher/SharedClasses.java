// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import java.util.List;

/// What a bot's jar sees of the line: the author's API and the libraries in its signatures.
/// Whatever else the bot uses comes from its own jar, in its own version. Thread-safe.
final class SharedClasses extends ClassLoader {
  private static final List<String> SHARED =
      List.of(
          "chappe.bot.",
          "chappe.common.",
          "com.fasterxml.jackson.",
          "com.pengrad.telegrambot.",
          "jakarta.validation.",
          "org.jdbi.",
          "org.slf4j.");

  private final ClassLoader line = SharedClasses.class.getClassLoader();

  SharedClasses() {
    super("shared", ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (SHARED.stream().noneMatch(name::startsWith)) {
      throw new ClassNotFoundException(name);
    }
    return line.loadClass(name);
  }
}

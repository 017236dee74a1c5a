// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.lifecycle.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `chappe bot new`.
@Command(
    name = "new",
    description = "Writes a Maven project with a bot, its test, a README and a Dockerfile.")
final class NewBotCommand implements Callable<Integer> {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST = 32;

  private final Terminal terminal;

  @Parameters(paramLabel = "NAME", description = "the project's name, such as my-shop")
  private String name = "";

  @Option(
      names = "--into",
      paramLabel = "FOLDER",
      description = "where the project's folder is made; the working directory unless it is said")
  private Path into = Path.of("");

  NewBotCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (!NAME.matcher(name).matches() || name.length() > LONGEST) {
      throw new CannotStart(
          "❌ '"
              + name
              + "' cannot be a bot's name: 1 to 32 small letters, digits and hyphens, such as"
              + " my-shop.");
    }
    Path folder = into.resolve(name);
    if (Files.exists(folder)) {
      throw new CannotStart("❌ " + folder + " is there already; choose another name or --into.");
    }
    String version = LineRepository.write(folder.resolve("repository"));
    new BotProject(name, version).write(folder);
    terminal.out().printf("✅ %s is ready. Build it and run it:%n", folder);
    terminal.out().printf("     cd %s && mvn package%n", folder);
    terminal
        .out()
        .printf(
            "     deploy/chappe up --bots %s%n", folder.resolve("target").resolve(name + ".jar"));
    return 0;
  }
}

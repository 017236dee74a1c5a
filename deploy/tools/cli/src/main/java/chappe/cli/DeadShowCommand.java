// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.record.DeadHeader;
import chappe.common.record.RecordPlace;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `chappe dead show`.
@Command(
    name = "show",
    description = "Prints a dead letter: its headers, and the stack trace of what it died of.")
final class DeadShowCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      paramLabel = "PLACE",
      converter = PlaceConverter.class,
      description = "its place, such as dispatcher-3@17")
  private RecordPlace place = new RecordPlace("", 0, 0);

  @Option(
      names = "--value",
      description = "the record's value too; it may hold what a person wrote")
  private boolean value;

  DeadShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var opened = DeadCommand.box().open(place);
    var letter = opened.letter();
    line("place", letter.place().toString());
    line("key", letter.key());
    opened
        .headers()
        .forEach(
            (name, text) -> {
              if (!name.equals(DeadHeader.STACK)) {
                line(name, text);
              }
            });
    letter.resolution().ifPresent(it -> line(it.kind().toString(), it.at() + " by " + it.by()));
    line("value", opened.value().length + " bytes" + (value ? "" : "; --value prints them"));
    terminal
        .out()
        .println(LetterLine.clean(opened.headers().getOrDefault(DeadHeader.STACK, "")).strip());
    if (value) {
      terminal.out().println(LetterLine.clean(new String(opened.value(), StandardCharsets.UTF_8)));
    }
    return 0;
  }

  private void line(String name, String text) {
    terminal.out().printf("%-14s %s%n", LetterLine.clean(name), LetterLine.clean(text));
  }
}

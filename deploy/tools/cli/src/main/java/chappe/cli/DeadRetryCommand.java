// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.dead.DeadLetter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `chappe dead retry`.
@Command(
    name = "retry",
    description =
        "Sends dead letters to their service again, those of a key in their old order. A letter"
            + " that is sent twice within a day is handled once.")
final class DeadRetryCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final SelectionOptions options = new SelectionOptions();

  DeadRetryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var selection = options.selection();
    List<DeadLetter> sent = DeadCommand.box().retry(selection, SelectionOptions.who());
    sent.forEach(it -> terminal.out().println(LetterLine.of(it)));
    terminal
        .err()
        .println(sent.isEmpty() ? "No open letter fits." : "✅ " + sent.size() + " sent again.");
    return 0;
  }
}

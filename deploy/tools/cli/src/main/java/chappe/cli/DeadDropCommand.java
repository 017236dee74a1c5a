// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.dead.DeadLetter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `chappe dead drop`.
@Command(
    name = "drop",
    description =
        "Settles dead letters that nobody needs any more; they stay in the log until their time is"
            + " over.")
final class DeadDropCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final SelectionOptions options = new SelectionOptions();

  DeadDropCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var selection = options.selection();
    List<DeadLetter> dropped = DeadCommand.box().drop(selection, SelectionOptions.who());
    dropped.forEach(it -> terminal.out().println(LetterLine.of(it)));
    terminal
        .err()
        .println(dropped.isEmpty() ? "No open letter fits." : "✅ " + dropped.size() + " dropped.");
    return 0;
  }
}

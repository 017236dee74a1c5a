// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.sender.broadcast.Broadcast;
import chappe.sender.broadcast.Broadcasts;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `chappe broadcast list`.
@Command(name = "list", description = "Prints all broadcasts, the latest first.")
final class BroadcastListCommand implements Callable<Integer> {
  private final Terminal terminal;

  BroadcastListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (var database = BroadcastCommand.database()) {
      var broadcasts = new Broadcasts(database.jdbi());
      List<Broadcast> all = broadcasts.all();
      all.forEach(
          it ->
              terminal.out().println(BroadcastProgress.summary(it, broadcasts.progress(it.id()))));
      terminal.err().println(all.size() + " broadcasts.");
      return 0;
    }
  }
}

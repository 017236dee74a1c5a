// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.lifecycle.CannotStart;
import chappe.sender.broadcast.Broadcasts;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `chappe broadcast show`, `pause`, `resume` and `cancel`.
final class BroadcastStateCommands {
  private BroadcastStateCommands() {}

  /// What they have in common.
  abstract static class One implements Callable<Integer> {
    final Terminal terminal;

    @Parameters(paramLabel = "ID", description = "as chappe broadcast list prints it")
    private String id = "";

    One(Terminal terminal) {
      this.terminal = terminal;
    }

    /// Does what the command is for.
    ///
    /// @return exit code
    abstract int act(Broadcasts broadcasts, String broadcast) throws InterruptedException;

    @Override
    public Integer call() throws InterruptedException {
      try (var database = BroadcastCommand.database()) {
        var broadcasts = new Broadcasts(database.jdbi());
        var _ = BroadcastCommand.found(broadcasts, id);
        return act(broadcasts, id);
      }
    }

    int moved(boolean moved, Broadcasts broadcasts, String broadcast, String within) {
      var summary =
          BroadcastProgress.summary(
              BroadcastCommand.found(broadcasts, broadcast), broadcasts.progress(broadcast));
      if (!moved) {
        throw new CannotStart("❌ That is not possible: " + summary + ".");
      }
      terminal.err().println("✅ " + summary + within);
      return 0;
    }
  }

  @Command(name = "show", description = "Shows how a broadcast gets on.")
  static final class Show extends One {
    Show(Terminal terminal) {
      super(terminal);
    }

    @Override
    int act(Broadcasts broadcasts, String broadcast) throws InterruptedException {
      return BroadcastCommand.show(terminal, broadcasts, broadcast);
    }
  }

  @Command(name = "pause", description = "Holds a broadcast; what is in the lane still goes.")
  static final class Pause extends One {
    Pause(Terminal terminal) {
      super(terminal);
    }

    @Override
    int act(Broadcasts broadcasts, String broadcast) {
      return moved(
          broadcasts.pause(broadcast),
          broadcasts,
          broadcast,
          "; what is in the lane goes within two minutes");
    }
  }

  @Command(name = "resume", description = "Lets a paused broadcast go on.")
  static final class Resume extends One {
    Resume(Terminal terminal) {
      super(terminal);
    }

    @Override
    int act(Broadcasts broadcasts, String broadcast) {
      return moved(broadcasts.begin(broadcast), broadcasts, broadcast, "");
    }
  }

  @Command(name = "cancel", description = "Gives a broadcast up; what is in the lane still goes.")
  static final class Cancel extends One {
    Cancel(Terminal terminal) {
      super(terminal);
    }

    @Override
    int act(Broadcasts broadcasts, String broadcast) {
      return moved(
          broadcasts.cancel(broadcast, InstantSource.system().instant()),
          broadcasts,
          broadcast,
          "; what is in the lane goes within two minutes");
    }
  }
}

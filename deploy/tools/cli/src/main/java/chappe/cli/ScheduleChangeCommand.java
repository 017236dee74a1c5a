// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `chappe schedule cancel`, `pause`, `resume` and `run`.
@Command(
    description = {
      "cancel: ends a job, which then never fires; pause: it fires no more until it is resumed;"
          + " resume: it goes on, without what it missed; run: it fires now, once more."
    })
final class ScheduleChangeCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Home home;
  private final String action;

  @Parameters(index = "0", paramLabel = "BOT", description = "the bot")
  private String bot = "";

  @Parameters(
      index = "1",
      paramLabel = "CHAT",
      description = "the chat, or job:ID for a job of the bot itself")
  private String chat = "";

  @Parameters(index = "2", paramLabel = "JOB", description = "the job's id")
  private String job = "";

  ScheduleChangeCommand(Terminal terminal, Home home, String action) {
    this.terminal = terminal;
    this.home = home;
    this.action = action;
  }

  @Override
  public Integer call() {
    var client = SchedulerClient.of(home);
    String path = SchedulerClient.path(bot, chat, job);
    if (action.equals("cancel")) {
      client.delete(path);
    } else {
      var answer = client.post(path + "/" + action, new byte[0]);
      if (answer.isObject()) {
        terminal.out().println(ScheduleListCommand.line(answer));
      }
    }
    terminal.err().printf("✅ %s: done.%n", action);
    return 0;
  }
}

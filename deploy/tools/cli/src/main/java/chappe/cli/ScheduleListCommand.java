// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `chappe schedule list`.
@Command(
    name = "list",
    description = "Prints the jobs, one a line: bot, chat, id, state, next moment, times fired.")
final class ScheduleListCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Home home;

  @Option(names = "--bot", paramLabel = "BOT", description = "only jobs of this bot")
  private @Nullable String bot;

  @Option(
      names = "--chat",
      paramLabel = "CHAT",
      description = "only jobs of this chat, or of job:ID for one of the bot itself; needs --bot")
  private @Nullable String chat;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description =
          "only jobs in this state: waiting, firing, paused or ended (default: all that"
              + " are not over)")
  private @Nullable String state;

  @Option(names = "--json", description = "one JSON object a line")
  private boolean json;

  ScheduleListCommand(Terminal terminal, Home home) {
    this.terminal = terminal;
    this.home = home;
  }

  @Override
  public Integer call() {
    var client = SchedulerClient.of(home);
    int printed = 0;
    String after = "";
    do {
      var page = client.get("/jobs?limit=1000" + query() + after);
      page.path("jobs").forEach(this::print);
      printed += page.path("jobs").size();
      after = page.path("next").asText("");
      after = after.isEmpty() ? "" : "&after=" + SchedulerClient.encoded(after);
    } while (!after.isEmpty());
    terminal.err().println(printed + (printed == 1 ? " job." : " jobs."));
    return 0;
  }

  private String query() {
    return parameter("bot", bot) + parameter("chat", chat) + parameter("state", state);
  }

  private static String parameter(String name, @Nullable String value) {
    return Optional.ofNullable(value)
        .map(it -> "&" + name + "=" + SchedulerClient.encoded(it))
        .orElse("");
  }

  private void print(JsonNode job) {
    terminal.out().println(json ? new String(Json.bytes(job), StandardCharsets.UTF_8) : line(job));
  }

  /// A job on one line.
  static String line(JsonNode job) {
    return "%s %s %s %s %s %d"
        .formatted(
            job.path("bot").asText(),
            job.path("owner").asText(),
            job.path("job").asText(),
            job.path("state").asText(),
            job.path("next_at").asText(),
            job.path("fired").asLong());
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import chappe.common.lifecycle.CannotStart;
import chappe.common.record.OutboundCommand;
import chappe.common.record.ScheduleCommand.Firing;
import chappe.common.record.ScheduleCommand.Missed;
import chappe.common.record.ScheduleCommand.When;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `chappe schedule add`.
@Command(
    name = "add",
    description = "Makes a job of a chat, in place of one of the same id, and prints it.")
final class ScheduleAddCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Home home;

  @Option(names = "--bot", required = true, paramLabel = "BOT", description = "the bot")
  private String bot = "";

  @Option(names = "--chat", required = true, paramLabel = "CHAT", description = "the chat's id")
  private long chat;

  @Option(names = "--id", paramLabel = "ID", description = "the job's id (default: one is made)")
  private @Nullable String job;

  @ArgGroup(multiplicity = "1")
  private Time time = new Time();

  @ArgGroup(multiplicity = "1")
  private Deed deed = new Deed();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "of --cron, such as Europe/Paris (default: UTC)")
  private @Nullable String zone;

  @Option(names = "--start", paramLabel = "TIME", description = "it does not fire before")
  private @Nullable Instant start;

  @Option(names = "--end", paramLabel = "TIME", description = "it does not fire from then on")
  private @Nullable Instant end;

  @Option(names = "--most", paramLabel = "N", description = "it fires so often at most")
  private @Nullable Long most;

  @Option(
      names = "--missed",
      paramLabel = "WHICH",
      description = "what becomes of missed firings: ONCE, ALL or NONE (default: ONCE)")
  private @Nullable Missed missed;

  @Option(
      names = "--data",
      paramLabel = "JSON",
      description = "with --event: what the handler gets; with --method: the call's parameters")
  private @Nullable String data;

  /// When it fires: one of these.
  private static final class Time {
    @Option(names = "--at", paramLabel = "TIME", description = "once, such as 2026-12-24T18:00:00Z")
    private @Nullable Instant at;

    @Option(
        names = "--after",
        paramLabel = "TIME",
        converter = DurationConverter.class,
        description = "once, so long from now on, such as 90s, 5m or 2h")
    private @Nullable Duration after;

    @Option(
        names = "--every",
        paramLabel = "TIME",
        converter = DurationConverter.class,
        description = "at a fixed rate")
    private @Nullable Duration every;

    @Option(
        names = "--delay",
        paramLabel = "TIME",
        converter = DurationConverter.class,
        description = "so long after each firing")
    private @Nullable Duration delay;

    @Option(
        names = "--cron",
        paramLabel = "EXPRESSION",
        description = "minute, hour, day of month, month, day of week; the second may stand first")
    private @Nullable String cron;
  }

  /// What it does: one of these.
  private static final class Deed {
    @Option(names = "--text", paramLabel = "TEXT", description = "sends this text to the chat")
    private @Nullable String text;

    @Option(names = "--event", paramLabel = "NAME", description = "tells this handler of the bot")
    private @Nullable String event;

    @Option(names = "--method", paramLabel = "NAME", description = "calls this Bot API method")
    private @Nullable String method;
  }

  ScheduleAddCommand(Terminal terminal, Home home) {
    this.terminal = terminal;
    this.home = home;
  }

  @Override
  public Integer call() {
    var body = Json.object().put("bot", bot).put("chat", chat);
    Optional.ofNullable(job).ifPresent(it -> body.put("job", it));
    body.set("when", Json.tree(when()));
    body.set("fires", Json.tree(fires()));
    var answer = SchedulerClient.of(home).post("/jobs", Json.bytes(body));
    if (answer.isObject()) {
      terminal.out().println(ScheduleListCommand.line(answer));
    }
    terminal.err().println("✅ The job is made.");
    return 0;
  }

  private When when() {
    try {
      return new When(
          time.at, time.after, time.every, time.delay, time.cron, zone, start, end, most, missed);
    } catch (IllegalArgumentException e) {
      throw new CannotStart("❌ " + e.getMessage(), e);
    }
  }

  private Firing fires() {
    if (deed.event != null) {
      return Firing.event(deed.event, data());
    }
    if (deed.method != null) {
      return Firing.call(OutboundCommand.of(deed.method, data()));
    }
    var params = Json.object().put("chat_id", chat).put("text", deed.text);
    return Firing.call(OutboundCommand.of("sendMessage", params));
  }

  private JsonNode data() {
    try {
      return data == null
          ? (deed.method == null ? NullNode.getInstance() : Json.object())
          : Json.tree(data.getBytes(StandardCharsets.UTF_8));
    } catch (UnreadableJson e) {
      throw new CannotStart("❌ --data is no JSON.", e);
    }
  }
}

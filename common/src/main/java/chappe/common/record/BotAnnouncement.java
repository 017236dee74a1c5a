// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a dispatcher tells the line of one of its bots: the value of `chappe.bots`, whose key is
/// the bot's name and whose newest record of a bot is the one that counts. Immutable.
///
/// @param v version of this record, now 1
/// @param bot the bot's name
/// @param allowedUpdates the kinds of updates that its routes take, in alphabetical order
/// @param commands those that people are shown, in the order of `/help`
/// @param jobs of the bot itself
/// @param checksPayments whether a handler of the bot decides on payments before they are made
/// @param checks names of what those handlers decide on; empty where an older dispatcher speaks
/// @param version of the bot's build; empty where it has none
/// @param builtAt when it was built: an older build does not replace a newer one
public record BotAnnouncement(
    int v,
    String bot,
    List<String> allowedUpdates,
    List<Command> commands,
    List<Job> jobs,
    boolean checksPayments,
    List<String> checks,
    String version,
    Instant builtAt) {
  /// The `type` header of these records.
  public static final String TYPE = "bot";

  private static final Pattern JOB = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  public BotAnnouncement {
    allowedUpdates = List.copyOf(allowedUpdates);
    commands = List.copyOf(commands);
    jobs = List.copyOf(jobs);
    checks = copied(checks);
  }

  /// One that does not name what is checked: the bot is asked about all payments, or about none.
  public BotAnnouncement(
      int v,
      String bot,
      List<String> allowedUpdates,
      List<Command> commands,
      List<Job> jobs,
      boolean checksPayments,
      String version,
      Instant builtAt) {
    this(v, bot, allowedUpdates, commands, jobs, checksPayments, List.of(), version, builtAt);
  }

  private static List<String> copied(@Nullable List<String> names) {
    return names == null ? List.of() : List.copyOf(names);
  }

  /// Whether the bot is asked before something of that name is paid for.
  public boolean checks(String name) {
    return checksPayments && (checks.isEmpty() || checks.contains(name));
  }

  /// A command of Telegram's menu.
  ///
  /// @param name without the slash
  public record Command(String name, String description) {}

  /// A job of the bot itself: every day at a time in a zone, or every so many seconds.
  ///
  /// @param id the same for the same job from build to build
  public record Job(
      String id, @Nullable LocalTime at, @Nullable ZoneId zone, @Nullable Long everySeconds) {
    public Job {
      if (!JOB.matcher(id).matches()) {
        throw new IllegalArgumentException(
            "the job '" + id + "' must have 1 to 64 characters of A-Z, a-z, 0-9, _, . and -");
      }
    }

    /// A job of every day.
    public static Job daily(String id, LocalTime at, ZoneId zone) {
      return new Job(id, at, zone, null);
    }

    /// A job that comes again and again.
    ///
    /// @throws IllegalArgumentException where the period is no whole number of seconds over zero
    public static Job every(String id, Duration period) {
      if (!period.isPositive() || !period.equals(period.truncatedTo(ChronoUnit.SECONDS))) {
        throw new IllegalArgumentException(
            "the period of the job '" + id + "' must be whole seconds, at least one");
      }
      return new Job(id, null, null, period.toSeconds());
    }
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The middlewares that come with the line, for [Route#with] and [Routes#with]. What they tell
/// people are texts of the keys `access.register`, `access.admin`, `access.chats`, `limit.wait` and
/// `inline.limit`, which a bot may say in its own words ([Context#localized]). All are thread-safe.
public final class Middlewares {
  private static final String REGISTER_PARAMETER = "register";

  private Middlewares() {}

  /// At most so many updates of one user at this route; more are answered once per window (the text
  /// `limit.wait`). The first `most` may come at once, then one each `window / most`.
  public static RateLimited perUser(int most, Duration window) {
    return new RateLimited(false, most, window, 1, "");
  }

  /// The same for each chat.
  public static RateLimited perChat(int most, Duration window) {
    return new RateLimited(true, most, window, 1, "");
  }

  /// Only those who have registered ([Users#register]); others are told to.
  public static Middleware registeredOnly() {
    return (context, next) -> {
      if (context.hasUser() && context.users().isRegistered()) {
        next.run();
      } else {
        context.refuse(context.localized("access.register"), REGISTER_PARAMETER);
      }
    };
  }

  /// Only admins, by `ADMIN_USER_IDS` or by their role; others are told so.
  public static Middleware adminOnly() {
    return (context, next) -> {
      if (context.hasUser() && context.users().role() == Role.ADMIN) {
        next.run();
      } else {
        context.refuse(context.localized("access.admin"));
      }
    };
  }

  /// Only in chats of these types; elsewhere the person is told where. A [Filters#chats] is silent
  /// instead, and lets another route take the update.
  public static Middleware chatTypes(ChatType... types) {
    var allowed = List.of(types);
    var names =
        allowed.stream()
            .map(it -> it.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return (context, next) -> {
      if (context.hasChat() && allowed.contains(context.chat().type())) {
        next.run();
      } else {
        context.refuse(context.localized("access.chats", names));
      }
    };
  }

  /// Interrupts what takes longer, with [TimedOut].
  ///
  /// @param limit over zero
  public static Middleware timeout(Duration limit) {
    return (context, next) -> context.guard(context.route()).timeout(limit).get(() -> ran(next));
  }

  /// Tries again within this attempt; what a failed try had sent and remembered is dropped.
  public static Middleware retry(Retry retry) {
    return (context, next) -> context.guard(context.route()).retry(retry).get(() -> ran(next));
  }

  /// Tries again, with doubling waits of at most a minute and 10 % jitter.
  public static Middleware retry(int attempts, Duration base) {
    return retry(new Retry(attempts, base));
  }

  /// Keeps the results of a [Routes#inline] for everybody who types the same, and searches for it
  /// once at a time.
  ///
  /// @param kept over zero
  public static Middleware cached(Duration kept) {
    return new InlineOption(Optional.of(kept), Optional.empty());
  }

  /// The same for five minutes.
  public static Middleware cached() {
    return cached(Duration.ofMinutes(5));
  }

  /// Deals the results of a [Routes#inline] out in pages, which outlive a restart and are the same
  /// at every instance.
  ///
  /// @param size 1 to 50, usually 10; without it a page has 50
  public static Middleware pages(int size) {
    return new InlineOption(Optional.empty(), Optional.of(size));
  }

  /// Logs how long it took, with the fields `function` and `duration_ms`, and records it among the
  /// bot's own figures ([Context#metrics]) as `{name}.duration_ms` tagged `success` and, where it
  /// failed, `error_type`; the name is the route's.
  public static Middleware timed() {
    return new Timing(null, (_, _) -> {});
  }

  /// Warns in the log where it took longer than a limit, and says so to somebody.
  public static Middleware slowerThan(Duration limit, SlowCall slow) {
    return new Timing(limit, slow);
  }

  /// Tells the admins of a slow call, at most once per name and five minutes.
  public static SlowCall alertAdmins() {
    return new AdminAlerts();
  }

  // A supplier must give something.
  private static Boolean ran(Middleware.Next next) throws Exception {
    next.run();
    return Boolean.TRUE;
  }
}

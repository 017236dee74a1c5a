// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.limit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Refuses messages that exceed [Limits], and counts what it refused; off until it is switched on.
/// Refused messages do not count towards a limit. Thread-safe; never blocks.
public final class StrictMode {
  private static final int SWEEP_AT = 20_000;
  private static final long SECOND = 1_000_000_000L;

  private final Map<Long, Bot> bots = new HashMap<>();
  private volatile @Nullable Limits limits;
  private long refusedBulk;
  private long refusedChat;
  private long refusedGroup;

  /// How many messages were refused, by the limit that they met.
  public record Refusals(long bulk, long chat, long group) {}

  /// A message on its way.
  ///
  /// @param bot who sends
  /// @param chat where to; negative for groups
  /// @param cost how many messages it is: an album's are counted
  /// @param answer whether somebody has just done something in the chat
  /// @param paid whether it is a paid broadcast
  public record Sending(long bot, long chat, int cost, boolean answer, boolean paid) {}

  /// Switches it on, with these limits, forgetting what was counted; or off.
  public synchronized void set(Optional<Limits> wanted) {
    bots.clear();
    refusedBulk = 0;
    refusedChat = 0;
    refusedGroup = 0;
    limits = wanted.orElse(null);
  }

  /// The limits in force, none while it is off.
  public Optional<Limits> limits() {
    return Optional.ofNullable(limits);
  }

  public synchronized Refusals refusals() {
    return new Refusals(refusedBulk, refusedChat, refusedGroup);
  }

  /// Takes a message or refuses it.
  ///
  /// @param now nanoseconds of a monotonic clock
  /// @return seconds to wait where it is refused, 0 where it may go
  public int take(Sending sending, long now) {
    Limits current = limits;
    return current == null ? 0 : take(sending, current, now);
  }

  private synchronized int take(Sending sending, Limits current, long now) {
    Bot bot = bots.computeIfAbsent(sending.bot(), _ -> new Bot());
    boolean group = sending.chat() < 0;
    long bulk = sending.answer() ? 0 : bot.bulkWait(sending, current, now);
    long place = group ? bot.groupWait(sending, current, now) : bot.chatWait(sending, current, now);
    if (bulk > 0) {
      refusedBulk++;
    }
    if (place > 0 && group) {
      refusedGroup++;
    }
    if (place > 0 && !group) {
      refusedChat++;
    }
    long wait = Math.max(bulk, place);
    if (wait > 0) {
      return (int) ((wait + SECOND - 1) / SECOND);
    }
    bot.take(sending, current, now);
    return 0;
  }

  /// What one bot has sent lately.
  private static final class Bot {
    private final SlidingWindow bulk = new SlidingWindow();
    private final SlidingWindow paid = new SlidingWindow();
    private final Map<Long, SlidingWindow> groups = new HashMap<>();
    private final Map<Long, Long> chats = new HashMap<>();

    private long bulkWait(Sending sending, Limits limits, long now) {
      return sending.paid()
          ? paid.waitNanos(sending.cost(), limits.bulk() + limits.paid(), SECOND, now)
          : bulk.waitNanos(sending.cost(), limits.bulk(), limits.bulkWindow().toNanos(), now);
    }

    private long groupWait(Sending sending, Limits limits, long now) {
      return groups
          .computeIfAbsent(sending.chat(), _ -> new SlidingWindow())
          .waitNanos(sending.cost(), limits.group(), limits.groupWindow().toNanos(), now);
    }

    /// How early it is: the chat's time may run ahead of the clock by the burst.
    private long chatWait(Sending sending, Limits limits, long now) {
      long every = limits.chatEvery().toNanos();
      long ahead = chats.getOrDefault(sending.chat(), now) - now;
      long allowed =
          every * Math.max(0, limits.chatBurst() - Math.min(sending.cost(), limits.chatBurst()))
              + limits.slack().toNanos();
      return Math.max(0, ahead - allowed);
    }

    private void take(Sending sending, Limits limits, long now) {
      if (!sending.answer()) {
        (sending.paid() ? paid : bulk).add(sending.cost(), now);
      }
      if (sending.chat() < 0) {
        groups.computeIfAbsent(sending.chat(), _ -> new SlidingWindow()).add(sending.cost(), now);
      } else {
        long from = chats.getOrDefault(sending.chat(), now);
        long start = from - now > 0 ? from : now;
        chats.put(sending.chat(), start + sending.cost() * limits.chatEvery().toNanos());
      }
      if (chats.size() > SWEEP_AT) {
        chats.values().removeIf(time -> time - now <= 0);
      }
      if (groups.size() > SWEEP_AT) {
        groups.values().removeIf(window -> window.idle(limits.groupWindow().toNanos(), now));
      }
    }
  }
}

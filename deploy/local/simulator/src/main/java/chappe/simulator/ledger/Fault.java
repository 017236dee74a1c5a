// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.ledger;

import java.time.Duration;
import java.util.Locale;

/// What goes wrong with the next calls of a method. Immutable; made by [#on] and narrowed.
///
/// @param method the method's name in any case, `*` for any; `webhook` is the way to the bot
/// @param bot the bot it is for, 0 for any
/// @param chat the chat it is for, empty for any
/// @param status the error's code, 0 for none: the call is only late or lost
/// @param description the error's text, empty for the code's usual one
/// @param retryAfter seconds that a 429 asks for, 0 for none
/// @param migrateTo the supergroup that the chat has become, 0 for none
/// @param extent how many calls meet it
/// @param delay how late the answer is
/// @param drop whether the connection is cut, and when
public record Fault(
    String method,
    long bot,
    String chat,
    int status,
    String description,
    int retryAfter,
    long migrateTo,
    Extent extent,
    Duration delay,
    Drop drop) {

  /// Where the connection is cut.
  public enum Drop {
    /// Not at all.
    NEVER,
    /// The call never arrives.
    BEFORE,
    /// The call is carried out, its answer is lost.
    AFTER,
    /// The connection stays: the call is carried out, yet answered with the error.
    ANSWER
  }

  public Fault {
    method = method.toLowerCase(Locale.ROOT);
    if (method.isEmpty() || delay.isNegative()) {
      throw new IllegalArgumentException("a fault needs a method and a delay from 0");
    }
  }

  /// One call of a method that nothing happens to yet.
  public static Fault on(String method) {
    return new Fault(method, 0, "", 0, "", 0, 0, Extent.ONCE, Duration.ZERO, Drop.NEVER);
  }

  /// It is answered with an error, in Telegram's words.
  public Fault error(int code, String text) {
    return new Fault(method, bot, chat, code, text, retryAfter, migrateTo, extent, delay, drop);
  }

  /// It is answered 429.
  public Fault tooMany(int seconds) {
    return new Fault(method, bot, chat, 429, description, seconds, migrateTo, extent, delay, drop);
  }

  /// It is answered 400 with the supergroup that the group has become.
  public Fault migrated(long supergroup) {
    return new Fault(
        method,
        bot,
        chat,
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        retryAfter,
        supergroup,
        extent,
        delay,
        drop);
  }

  /// So many calls meet it.
  public Fault times(int calls) {
    return to(extent.count(calls));
  }

  /// So many of a hundred calls meet it, without an end.
  ///
  /// @param seed of the drawing
  public Fault percent(double share, long seed) {
    return to(extent.percent(share, seed));
  }

  /// All calls of this time meet it.
  public Fault lasting(Duration time) {
    return to(extent.lasting(time));
  }

  /// How many calls will meet it yet.
  public int count() {
    return extent.count();
  }

  /// Only calls for this chat meet it.
  public Fault chat(long wanted) {
    return new Fault(
        method,
        bot,
        Long.toString(wanted),
        status,
        description,
        retryAfter,
        migrateTo,
        extent,
        delay,
        drop);
  }

  /// The answer is late.
  public Fault late(Duration wait) {
    return new Fault(
        method, bot, chat, status, description, retryAfter, migrateTo, extent, wait, drop);
  }

  /// The connection is cut.
  public Fault lost(Drop when) {
    return new Fault(
        method, bot, chat, status, description, retryAfter, migrateTo, extent, delay, when);
  }

  private Fault to(Extent other) {
    return new Fault(
        method, bot, chat, status, description, retryAfter, migrateTo, other, delay, drop);
  }

  boolean meets(long caller, String called, String calledChat) {
    return (bot == 0 || bot == caller)
        && (chat.isEmpty() || chat.equals(calledChat))
        && (method.equals("*") ? !called.equals("webhook") : method.equals(called));
  }
}

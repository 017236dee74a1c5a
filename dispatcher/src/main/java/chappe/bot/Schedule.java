// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/// What is to happen later, and changes of what was to happen. All of it leaves when the handler
/// has ended, with what it sends: a handler that fails has scheduled nothing. Jobs survive restarts
/// and fire once, to the millisecond.
///
/// ```java
/// context.schedule().after(Duration.ofHours(1)).reply("Tea is ready.");
/// context.schedule().daily(LocalTime.of(9, 0), zone).id("news").tell("news", topics);
/// context.schedule().cancel("news").onResult("cancelled");
/// ```
///
/// A job belongs to the chat of the update (to the user, where there is no chat): its id is unique
/// there, and its handler is called in the order of that chat. Belongs to the handler's call and
/// its thread.
public interface Schedule {
  /// The schedule of another chat, or of a user's private chat.
  Schedule in(long chat);

  /// Once, at a moment. One that is past fires at once, unless [Job#missed] says otherwise.
  Job at(Instant moment);

  /// Once, so long after this update was handled.
  ///
  /// @param delay zero or more
  Job after(Duration delay);

  /// Again and again at a fixed rate, first after one interval: a late firing does not make the
  /// next ones late.
  ///
  /// @param interval over zero
  Job every(Duration interval);

  /// Again and again, first after the pause, then so long after each firing.
  ///
  /// @param pause over zero
  Job pausing(Duration pause);

  /// Again and again, as a cron expression says. Where summer time leaves out an hour, what would
  /// fire in it fires once behind it; what falls into the hour that comes twice fires once.
  ///
  /// @param expression minute, hour, day of month, month and day of week, such as `0 9 * * 1-5`; or
  ///   six fields, with the second before them
  /// @param zone whose time it is
  Job cron(String expression, ZoneId zone);

  /// Every day at a time.
  ///
  /// @param time in whole seconds
  /// @param zone whose time it is
  Job daily(LocalTime time, ZoneId zone);

  /// Ends a job. Once its cancel has been confirmed ([JobChange#onResult]) it never fires.
  JobChange cancel(String id);

  /// Lets a job fire no more until it is resumed.
  JobChange pause(String id);

  /// Lets a paused job go on; firings that it has missed meanwhile are lost.
  JobChange resume(String id);

  /// Lets a job fire once more, now; its own times stay as they are.
  JobChange runNow(String id);

  /// Asks for all jobs of the chat.
  ///
  /// @param name of the handler that is told them: see [Routes#jobResult]
  JobChange list(String name);
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import chappe.common.record.ScheduleCommand.Missed;
import com.fasterxml.jackson.databind.node.NullNode;
import com.pengrad.telegrambot.request.BaseRequest;
import java.time.Instant;

/// A job whose time is known, and what it shall do: one of [#reply], [#send] and [#tell] makes it.
/// Belongs to the handler's call and its thread.
public interface Job {
  /// Names the job, to replace it by another one or to cancel it. Without a name it has one that
  /// follows from the update and from how many jobs the handler has made before, so that an update
  /// that is handled again makes the same job again.
  ///
  /// @param id 1 to 200 characters without blanks
  /// @return this
  Job id(String id);

  /// Only replaces a job of this id: where there is none, nothing happens.
  ///
  /// @return this
  Job replacing();

  /// Does not fire before a moment; a fixed rate begins there.
  ///
  /// @return this
  /// @throws IllegalArgumentException where it fires once
  Job from(Instant moment);

  /// Fires before a moment only.
  ///
  /// @return this
  /// @throws IllegalArgumentException where it fires once, or begins later
  Job until(Instant moment);

  /// Fires so many times at most.
  ///
  /// @param number at least 1
  /// @return this
  /// @throws IllegalArgumentException where it fires once
  Job times(long number);

  /// Says what becomes of firings that were missed while the scheduler stood still; without this,
  /// one is made up for.
  ///
  /// @return this
  Job missed(Missed policy);

  /// Sends what it sends as part of a broadcast: answers to people pass it.
  ///
  /// @return this
  Job bulk();

  /// Writes into the job's chat, and within it to the place where the update came from.
  ///
  /// @param text of one message, not blank
  /// @throws IllegalArgumentException where it is longer than one message
  JobChange reply(String text);

  /// Makes any call of the Bot API.
  ///
  /// @throws IllegalArgumentException where the request carries the bytes of a file, answers a
  ///   query, or goes to another chat than the job's ([Schedule#in])
  JobChange send(BaseRequest<?, ?> request);

  /// Calls the handler of that name: see [Routes#job].
  ///
  /// @param name as registered
  default JobChange tell(String name) {
    return tell(name, NullNode.getInstance());
  }

  /// The same with something for the handler to remember.
  ///
  /// @param data anything that Jackson can turn into JSON
  JobChange tell(String name, Object data);
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.rest;

import chappe.common.record.RecordKey;
import chappe.common.record.ScheduleCommand;
import chappe.common.record.ScheduleCommand.Firing;
import chappe.common.record.ScheduleCommand.When;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The body of a request for a job. Immutable.
///
/// @param chat that it belongs to
/// @param job its id; null: one is made
record NewJob(String bot, long chat, @Nullable String job, When when, Firing fires) {
  NewJob {
    if (bot == null || bot.isEmpty() || when == null || fires == null) {
      throw new IllegalArgumentException("a job needs bot, chat, when and fires");
    }
  }

  RecordKey key() {
    return RecordKey.chat(bot, chat);
  }

  ScheduleCommand command() {
    return ScheduleCommand.schedule(job == null ? "rest-" + UUID.randomUUID() : job, when, fires);
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.store;

import chappe.common.record.ScheduleCommand.Action;
import java.time.Instant;
import java.util.Optional;

/// A command for one job that has been checked. Immutable.
///
/// @param made the job as it begins, to schedule or replace it; empty otherwise
/// @param now when the command is carried out
public record Change(JobKey key, Place place, Action action, Optional<Job> made, Instant now) {}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.store;

import java.util.Optional;

/// What became of a [Change].
public sealed interface Applied {
  /// It was carried out, now or at an earlier delivery.
  ///
  /// @param found whether there was a job
  /// @param job as it is now; empty where there is none
  record Done(boolean found, Optional<Job> job) implements Applied {}

  /// The job is just being fired, or changed by another: to be tried again in a moment.
  record Busy() implements Applied {}

  /// Nothing was done.
  record Refused(String reason) implements Applied {}
}

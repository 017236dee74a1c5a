// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.store;

import java.util.Optional;

/// Which jobs are listed: all that meet every condition given. Immutable.
///
/// @param bot of this bot
/// @param owner of this chat, or of `job:{id}`; only with a bot
/// @param state in this state
/// @param after that stand after this one, in the order of their keys
/// @param limit so many at most
public record JobFilter(
    Optional<String> bot,
    Optional<String> owner,
    Optional<Job.State> state,
    Optional<JobKey> after,
    int limit) {}

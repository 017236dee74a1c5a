// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.people;

import java.time.Instant;

/// That a person was forgotten under one key: what the record of it says. Immutable.
///
/// @param id of what asked for it under this key: asked twice, it is recorded once
/// @param user the person's id
/// @param key where: `{bot}:{chat}`
/// @param rows of the registry that were removed
/// @param sessions that were removed
public record Forgetting(
    String id,
    String bot,
    long user,
    String key,
    int rows,
    int sessions,
    Instant askedAt,
    Instant forgottenAt) {}

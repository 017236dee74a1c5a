// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The way to Redis, in which the line keeps what may be lost: counts and marks.
@NullMarked
package chappe.common.redis;

import org.jspecify.annotations.NullMarked;

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The keyed consumer: order per key, thousands of keys at once, exactly once (in plain mode: at
/// least once with the same ids).
@NullMarked
package chappe.common.consumer;

import org.jspecify.annotations.NullMarked;

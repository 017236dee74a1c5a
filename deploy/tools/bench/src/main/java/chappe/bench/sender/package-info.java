// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The sender measured against a Telegram that counts: how much of the limits it uses, and how long
/// replies wait.
@NullMarked
package chappe.bench.sender;

import org.jspecify.annotations.NullMarked;

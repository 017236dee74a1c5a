// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The door measured: how much durability costs, and what it does with requests that nobody should
/// send.
@NullMarked
package chappe.bench.ingress;

import org.jspecify.annotations.NullMarked;

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// A line of one station under faults: a broker and several instances of a worker, each in a
/// process of its own, that are killed, frozen, cut off and restarted while records come in, and an
/// auditor that looks for what was lost, doubled, disordered or counted wrong.
@NullMarked
package chappe.bench.chaos;

import org.jspecify.annotations.NullMarked;

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The line's guarantees as objects: each is told what was seen and says whether it held. For tests
/// and for the benchmarks that break things on purpose. Pure.
@NullMarked
package chappe.common.audit;

import org.jspecify.annotations.NullMarked;

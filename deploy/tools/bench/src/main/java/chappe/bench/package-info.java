// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The benchmarks behind `chappe bench`.
@NullMarked
package chappe.bench;

import org.jspecify.annotations.NullMarked;

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// What every benchmark behind `chappe bench` has in common: its options, its figures, its
/// arithmetic.
@NullMarked
package chappe.bench;

import org.jspecify.annotations.NullMarked;

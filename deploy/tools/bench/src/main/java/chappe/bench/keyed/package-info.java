// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// `chappe bench keyed`: the keyed consumer against others, on a broker of its own.
@NullMarked
package chappe.bench.keyed;

import org.jspecify.annotations.NullMarked;

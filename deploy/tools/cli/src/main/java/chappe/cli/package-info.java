// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The `chappe` command: one distribution with every service.
@NullMarked
package chappe.cli;

import org.jspecify.annotations.NullMarked;

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The `chappe` command: every service and everything around them in one distribution.
@NullMarked
package chappe.cli;

import org.jspecify.annotations.NullMarked;

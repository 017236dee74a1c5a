// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The web console for operators.
@NullMarked
package chappe.console;

import org.jspecify.annotations.NullMarked;

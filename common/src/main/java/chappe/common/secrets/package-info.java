// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Secrets that change while the line runs: their age, their rotation, and who hears of it.
@NullMarked
package chappe.common.secrets;

import org.jspecify.annotations.NullMarked;

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// How parts of a process start, tell their health, fail and close: in order, in reverse, bounded.
@NullMarked
package chappe.common.lifecycle;

import org.jspecify.annotations.NullMarked;

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The webhook secrets of a running door: read anew every second, and told to whoever rotates them.
@NullMarked
package chappe.ingress.secrets;

import org.jspecify.annotations.NullMarked;

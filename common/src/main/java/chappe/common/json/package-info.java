// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The one JSON codec of all modules.
@NullMarked
package chappe.common.json;

import org.jspecify.annotations.NullMarked;

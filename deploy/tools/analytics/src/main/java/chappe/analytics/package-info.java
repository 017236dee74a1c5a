// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Statistics, export, query and replay for analysts.
@NullMarked
package chappe.analytics;

import org.jspecify.annotations.NullMarked;

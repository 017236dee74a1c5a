// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The example that newcomers read and copy.
@NullMarked
package chappe.demo;

import org.jspecify.annotations.NullMarked;

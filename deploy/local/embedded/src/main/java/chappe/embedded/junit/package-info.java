// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The JUnit extension that gives tests real servers.
@NullMarked
package chappe.embedded.junit;

import org.jspecify.annotations.NullMarked;

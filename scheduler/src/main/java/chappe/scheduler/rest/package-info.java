// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The REST interface.
@NullMarked
package chappe.scheduler.rest;

import org.jspecify.annotations.NullMarked;

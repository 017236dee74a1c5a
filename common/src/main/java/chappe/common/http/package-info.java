// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The HTTP server that every service has: health, metrics, and the routes of its own.
@NullMarked
package chappe.common.http;

import org.jspecify.annotations.NullMarked;

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Logging: SLF4J bound to Logback, set up by code; readable lines or JSON lines on standard error,
/// scrubbed.
@NullMarked
package chappe.common.log;

import org.jspecify.annotations.NullMarked;

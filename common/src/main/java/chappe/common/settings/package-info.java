// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Settings: declared once as components of records, read together from the environment, `.env` and
/// secret files, every mistake in one report and no secret in it.
@NullMarked
package chappe.common.settings;

import org.jspecify.annotations.NullMarked;

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Whether the books say what Telegram says.
@NullMarked
package chappe.payments.report;

import org.jspecify.annotations.NullMarked;

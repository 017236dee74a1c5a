// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The sender: outbound commands to Telegram.
@NullMarked
package chappe.sender;

import org.jspecify.annotations.NullMarked;

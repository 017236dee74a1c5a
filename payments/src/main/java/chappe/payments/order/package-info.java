// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// What an order is and what may become of it: pure decisions on what people and Telegram say.
@NullMarked
package chappe.payments.order;

import org.jspecify.annotations.NullMarked;

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Amounts of money: the currencies that Telegram takes, and what items, discounts and taxes come
/// to. Pure arithmetic in whole smallest units, used by the authors' API and by the payments alike.
@NullMarked
package chappe.common.money;

import org.jspecify.annotations.NullMarked;

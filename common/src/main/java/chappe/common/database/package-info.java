// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The database: its address, the pool, the migrations of every module's schema, and the lock on an
/// instance's name.
@NullMarked
package chappe.common.database;

import org.jspecify.annotations.NullMarked;

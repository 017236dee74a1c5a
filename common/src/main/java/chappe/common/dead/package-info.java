// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Dead letters as whoever runs the line works with them: find, open, send again, drop.
///
/// Everything stays in the log: a letter is settled by a note on its own partition, written in the
/// same transaction as the record that is sent again.
@NullMarked
package chappe.common.dead;

import org.jspecify.annotations.NullMarked;

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// What a bot's author pays for one update: its parse, its route, its whole way through a handler.
@NullMarked
package chappe.bench.author;

import org.jspecify.annotations.NullMarked;

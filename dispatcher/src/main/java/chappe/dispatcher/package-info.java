// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The dispatcher: the author's API and the engine that runs handlers.
@NullMarked
package chappe.dispatcher;

import org.jspecify.annotations.NullMarked;

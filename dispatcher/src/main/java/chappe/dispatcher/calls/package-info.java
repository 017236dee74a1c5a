// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// What a handler asks for while it waits: the author's own services over HTTP, and Telegram.
@NullMarked
package chappe.dispatcher.calls;

import org.jspecify.annotations.NullMarked;

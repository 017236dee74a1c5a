// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Who uses a bot: the registry of people and chats.
@NullMarked
package chappe.common.people;

import org.jspecify.annotations.NullMarked;

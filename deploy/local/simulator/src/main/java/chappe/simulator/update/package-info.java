// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Updates on their way to a bot: kinds, the bounded queue, webhook delivery and long polling.
@NullMarked
package chappe.simulator.update;

import org.jspecify.annotations.NullMarked;

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The webhook: Telegram posts an update here and is answered when Kafka has it.
@NullMarked
package chappe.ingress.webhook;

import org.jspecify.annotations.NullMarked;

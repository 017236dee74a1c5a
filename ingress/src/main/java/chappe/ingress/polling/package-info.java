// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The long poller: asks Telegram for updates and confirms them when Kafka has them.
@NullMarked
package chappe.ingress.polling;

import org.jspecify.annotations.NullMarked;

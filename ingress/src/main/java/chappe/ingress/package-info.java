// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The ingress: webhook and long polling to Kafka.
@NullMarked
package chappe.ingress;

import org.jspecify.annotations.NullMarked;

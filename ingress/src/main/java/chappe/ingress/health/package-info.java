// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Whether the door can do its work: readiness follows Kafka.
@NullMarked
package chappe.ingress.health;

import org.jspecify.annotations.NullMarked;

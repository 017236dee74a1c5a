// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// From a job that is due to its record on Kafka: fetched ahead, decided, released, settled.
@NullMarked
package chappe.scheduler.firing;

import org.jspecify.annotations.NullMarked;

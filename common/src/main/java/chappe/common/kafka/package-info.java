// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Kafka plumbing: client configurations, topics and the first offsets of groups.
@NullMarked
package chappe.common.kafka;

import org.jspecify.annotations.NullMarked;

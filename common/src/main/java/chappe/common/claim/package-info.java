// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Files that wait beside the records which speak of them: their bytes are too many for Kafka.
@NullMarked
package chappe.common.claim;

import org.jspecify.annotations.NullMarked;

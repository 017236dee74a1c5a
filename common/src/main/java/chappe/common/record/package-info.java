// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The record contract: topics, keys, headers, partitioner and the records we write ourselves.
/// Described for other languages by the JSON Schemas in `chappe/schemas` and the AsyncAPI document.
@NullMarked
package chappe.common.record;

import org.jspecify.annotations.NullMarked;

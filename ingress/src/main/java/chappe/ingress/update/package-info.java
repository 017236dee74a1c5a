// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// What both doors share: the scan of an update's bytes, its record, and the producer that makes it
/// durable.
@NullMarked
package chappe.ingress.update;

import org.jspecify.annotations.NullMarked;

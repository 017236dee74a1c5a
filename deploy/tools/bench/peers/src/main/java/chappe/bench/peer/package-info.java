// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Who the keyed consumer is measured against, each in a JVM of its own, and what parent and child
/// say to each other. Uses nothing of ours.
@NullMarked
package chappe.bench.peer;

import org.jspecify.annotations.NullMarked;

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Metrics of a service: one Prometheus registry with the JVM's own figures and those that every
/// service has.
@NullMarked
package chappe.common.metrics;

import org.jspecify.annotations.NullMarked;

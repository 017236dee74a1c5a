// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// A real Kafka, PostgreSQL and Redis from Maven artifacts, for laptops and tests.
@NullMarked
package chappe.embedded;

import org.jspecify.annotations.NullMarked;

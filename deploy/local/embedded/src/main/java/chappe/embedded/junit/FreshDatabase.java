// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded.junit;

/// An empty database that one test class has to itself.
///
/// @param jdbcUrl for JDBC, user included
/// @param url as `DATABASE_URL` has it
public record FreshDatabase(String name, String jdbcUrl, String url) {}

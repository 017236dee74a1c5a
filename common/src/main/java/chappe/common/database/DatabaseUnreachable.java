// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import chappe.common.lifecycle.CannotStart;
import chappe.common.settings.Scrubber;
import java.sql.SQLException;
import java.util.stream.Collectors;

/// The database did not let us in at the start.
public final class DatabaseUnreachable extends CannotStart {
  DatabaseUnreachable(SQLException cause) {
    super("❌ The database (DATABASE_URL) cannot be reached: " + reason(cause), cause);
  }

  /// What PostgreSQL, its driver or Flyway says, in one line and without secrets.
  static String reason(Throwable cause) {
    return Scrubber.scrub(
        String.valueOf(cause.getMessage())
            .lines()
            .map(String::strip)
            // Flyway underlines its titles.
            .filter(it -> !it.isEmpty() && !it.startsWith("--"))
            .collect(Collectors.joining("; ")));
  }
}

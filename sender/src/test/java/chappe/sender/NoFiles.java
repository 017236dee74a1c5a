// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.claim.ClaimedFiles;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// Files for commands that have none: no database is behind them.
final class NoFiles {
  static final Files FILES =
      Files.start(
          new ClaimedFiles(
              Jdbi.create("jdbc:postgresql://127.0.0.1:1/none"), InstantSource.system()));

  private NoFiles() {}
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.lifecycle.Closer;
import java.time.Duration;

/// How long the parts of a process may take to stop: together less than ten seconds.
final class Stopping {
  static final Duration SERVICES = Duration.ofSeconds(6);
  static final Duration SERVERS = Duration.ofSeconds(3);

  private Stopping() {}

  /// Closes what is open so far when the process is told to stop while it still starts.
  static void early(Closer closer) {
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop-early").unstarted(closer::close));
  }
}

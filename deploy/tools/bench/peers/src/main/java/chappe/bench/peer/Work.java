// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.peer;

import java.time.Duration;

/// What every contender does with a record, so that none does less than another. Thread-safe.
public final class Work {
  private Work() {}

  /// Waits if the job says so, and makes the output from the input.
  public static byte[] done(byte[] value, Job job) throws InterruptedException {
    if (job.waitMillis() > 0) {
      Pause.of(Duration.ofMillis(job.waitMillis()));
    }
    byte[] changed = value.clone();
    changed[changed.length - 1]++;
    return changed;
  }
}

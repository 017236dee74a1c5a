// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import java.io.IOException;

/// Lets a child process end with the process that started it.
final class Parent {
  private Parent() {}

  /// Halts this process when its standard input ends.
  static void endWith() {
    Thread.ofPlatform()
        .daemon()
        .name("parent")
        .start(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // nothing is said on it
                }
              } catch (IOException e) {
                // it is gone
              }
              Runtime.getRuntime().halt(1);
            });
  }
}

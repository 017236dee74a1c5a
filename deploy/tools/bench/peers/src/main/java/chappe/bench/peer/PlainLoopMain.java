// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.peer;

/// [PlainLoop] in a JVM of its own.
public final class PlainLoopMain {
  private PlainLoopMain() {}

  public static void main(String[] arguments) {
    Orders.serve(PlainLoop::start, System.in, System.out);
    System.exit(0);
  }
}

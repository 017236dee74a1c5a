// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.peer;

/// [ParallelPeer] in a JVM of its own.
public final class ParallelMain {
  private ParallelMain() {}

  public static void main(String[] arguments) {
    Orders.serve(ParallelPeer::start, System.in, System.out);
    System.exit(0);
  }
}

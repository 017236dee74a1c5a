// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.peer;

/// [StreamsPeer] in a JVM of its own.
public final class StreamsMain {
  private StreamsMain() {}

  public static void main(String[] arguments) {
    Orders.serve(StreamsPeer::start, System.in, System.out);
    System.exit(0);
  }
}

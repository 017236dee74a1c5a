// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.peer;

/// [StreamsPeer], tuned, in a JVM of its own.
public final class StreamsTunedMain {
  private StreamsTunedMain() {}

  public static void main(String[] arguments) {
    Orders.serve(StreamsPeer::startTuned, System.in, System.out);
    System.exit(0);
  }
}

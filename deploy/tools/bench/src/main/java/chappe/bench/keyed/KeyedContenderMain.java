// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.bench.peer.Orders;
import java.time.InstantSource;

/// [KeyedContender] in a JVM of its own.
public final class KeyedContenderMain {
  private KeyedContenderMain() {}

  public static void main(String[] arguments) {
    KeyedContender contender = new KeyedContender(InstantSource.system(), System::nanoTime);
    Orders.serve((job, _) -> contender.start(job), System.in, System.out);
    System.exit(0);
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.lifecycle.Closer;
import chappe.common.lifecycle.Service;
import java.util.List;
import java.util.concurrent.Executors;

/// Services that stop at once, so that the slowest alone counts.
record Services(List<Service> all) implements AutoCloseable {
  Services {
    all = List.copyOf(all);
  }

  Service named(String name) {
    return all.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all.forEach(it -> threads.execute(() -> closed(it)));
    }
  }

  private static void closed(Service service) {
    try (Closer closer = new Closer()) {
      closer.add(service.name(), Stopping.SERVICES, service);
    }
  }
}

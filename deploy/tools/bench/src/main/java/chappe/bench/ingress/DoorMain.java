// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import chappe.common.lifecycle.Supervisor;
import chappe.common.log.Logging;
import chappe.common.settings.GeneralSettings;
import chappe.common.settings.Settings;
import chappe.ingress.IngressMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The door in a JVM of its own, with the settings `NAME=value` of its arguments. Ends with its
/// input.
public final class DoorMain {
  static final String READY = "door";
  private static final String HEAP = "heap";

  private DoorMain() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      int sign = argument.indexOf('=');
      given.put(argument.substring(0, sign), argument.substring(sign + 1));
    }
    var settings = Settings.of(given);
    Logging.start(settings.read(GeneralSettings.class));
    var service = IngressMain.start(settings, new Supervisor());
    System.out.println(READY + " " + service.port());
    var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (orders.readLine() != null) {
      // the only order there is
      System.out.println(HEAP + " " + heap());
    }
    service.close();
    System.exit(0);
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

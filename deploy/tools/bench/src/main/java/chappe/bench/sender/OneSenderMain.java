// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.sender;

import chappe.common.lifecycle.Supervisor;
import chappe.common.log.Logging;
import chappe.common.settings.GeneralSettings;
import chappe.common.settings.Settings;
import chappe.sender.SenderMain;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// A sender in a JVM of its own, as it is delivered; its settings are `NAME=value` arguments.
/// Prints its port and serves until its input ends.
public final class OneSenderMain {
  static final String READY = "sender";

  private OneSenderMain() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      int sign = argument.indexOf('=');
      given.put(argument.substring(0, sign), argument.substring(sign + 1));
    }
    var settings = Settings.of(given);
    Logging.start(settings.read(GeneralSettings.class));
    var service = SenderMain.start(settings, new Supervisor());
    System.out.println(READY + " " + service.port());
    while (System.in.read() >= 0) {
      // nothing is asked of it
    }
    service.close();
    System.exit(0);
  }
}

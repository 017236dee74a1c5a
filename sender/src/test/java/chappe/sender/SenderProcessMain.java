// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.lifecycle.Supervisor;
import chappe.common.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A sender in a process of its own, which a test can kill; its settings are `NAME=value`
/// arguments.
final class SenderProcessMain {
  private SenderProcessMain() {}

  /// Starts one and waits until it is there.
  static Process start(Map<String, String> settings) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SenderProcessMain.class.getName()));
    settings.forEach((name, value) -> command.add(name + "=" + value));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var lines = process.inputReader(StandardCharsets.UTF_8);
    for (String said = lines.readLine(); said != null && !said.equals("ready"); ) {
      said = lines.readLine();
    }
    return process;
  }

  public static void main(String[] arguments) throws IOException {
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      int sign = argument.indexOf('=');
      given.put(argument.substring(0, sign), argument.substring(sign + 1));
    }
    var service = SenderMain.start(Settings.of(given), new Supervisor());
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // it ends with its input
    }
    service.close();
    System.exit(0);
  }
}

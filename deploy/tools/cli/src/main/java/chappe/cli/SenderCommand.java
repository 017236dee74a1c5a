// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.settings.Settings;
import chappe.sender.SenderMain;
import chappe.sender.SenderSettings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `chappe sender`.
@Command(name = "sender", description = "Brings commands from Kafka to Telegram.")
final class SenderCommand implements Callable<Integer> {
  private final Terminal terminal;

  SenderCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Settings settings = Loaded.settings(List.of(SenderSettings.class));
    return Foreground.run(terminal, supervisor -> SenderMain.start(settings, supervisor));
  }
}

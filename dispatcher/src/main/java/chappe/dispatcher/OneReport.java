// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Bot;
import chappe.common.metrics.Metrics;
import chappe.common.settings.Mistake;
import chappe.common.settings.Settings;
import chappe.common.settings.SettingsException;
import chappe.dispatcher.calls.Patience;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The dispatcher's own settings, and where they are wrong, those of its bots in the same report:
/// whoever sets a line up reads every mistake at once.
final class OneReport {
  private OneReport() {}

  /// @param bots not started yet: they are asked for their settings only where ours are wrong, and
  ///   then this process ends
  /// @throws SettingsException with every mistake of all of them
  static DispatcherSettings read(Settings settings, List<Bot> bots) {
    try {
      return settings.read(DispatcherSettings.class);
    } catch (SettingsException ours) {
      // Nothing else is there yet: whatever else a bot asks for is refused.
      var offers =
          new MemoryWorld()
              .offers(
                  InstantSource.system(),
                  new Patience(() -> 0, _ -> {}),
                  new Metrics("dispatcher"),
                  settings);
      Set<Mistake> all = new LinkedHashSet<>(ours.mistakes());
      for (Bot bot : bots) {
        try {
          bot.start(offers.to(bot.name()));
        } catch (SettingsException its) {
          all.addAll(its.mistakes());
        } catch (RuntimeException | LinkageError _) {
          // It asked for what there cannot be yet; the report is about settings.
        }
      }
      throw new SettingsException(all);
    }
  }
}

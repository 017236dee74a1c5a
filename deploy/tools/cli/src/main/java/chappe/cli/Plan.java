// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.database.DatabaseSettings;
import chappe.common.kafka.TopicSettings;
import chappe.common.settings.Settings;
import chappe.dispatcher.DispatcherSettings;
import chappe.ingress.IngressSettings;
import chappe.payments.PaymentsSettings;
import chappe.scheduler.SchedulerSettings;
import chappe.sender.SenderSettings;
import chappe.simulator.SimulatorSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `chappe up` is going to start, after every setting of every service was checked.
///
/// @param simulated the simulator's bot, where there is a simulator
record Plan(Settings settings, PartsSettings parts, Optional<SimulatedBot> simulated) {
  /// Stand where an address will be known only later.
  private static final Map<String, String> TO_COME =
      Map.of(
          PartsSettings.KAFKA,
          "127.0.0.1:1",
          PartsSettings.DATABASE,
          "postgresql://chappe@127.0.0.1:1/chappe",
          PartsSettings.REDIS,
          "redis://127.0.0.1:1");

  private static final List<Class<? extends Record>> ALWAYS =
      List.of(
          PartsSettings.class,
          TopicSettings.class,
          DatabaseSettings.class,
          IngressSettings.class,
          DispatcherSettings.class,
          SenderSettings.class,
          SchedulerSettings.class,
          PaymentsSettings.class);

  /// Reads and checks everything.
  ///
  /// @throws chappe.common.settings.SettingsException with every mistake
  static Plan of(Settings given, boolean noSimulator) {
    PartsSettings parts = given.read(PartsSettings.class);
    boolean real = noSimulator || given.read(TokenSettings.class).isSet();
    Optional<SimulatedBot> simulated = real ? Optional.empty() : Optional.of(SimulatedBot.make());
    List<Class<? extends Record>> needed = new ArrayList<>(ALWAYS);
    Map<String, String> later = new HashMap<>(TO_COME);
    parts.kafka().ifPresent(_ -> later.remove(PartsSettings.KAFKA));
    parts.database().ifPresent(_ -> later.remove(PartsSettings.DATABASE));
    parts.redis().ifPresent(_ -> later.remove(PartsSettings.REDIS));
    simulated.ifPresent(
        bot -> {
          needed.add(SimulatorSettings.class);
          later.putAll(bot.settings(URI.create("http://127.0.0.1:1")));
        });
    Loaded.checked(given.with(later), needed);
    return new Plan(given, parts, simulated);
  }
}

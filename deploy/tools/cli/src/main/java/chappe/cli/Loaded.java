// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.database.DatabaseSettings;
import chappe.common.kafka.KafkaSettings;
import chappe.common.kafka.TopicSettings;
import chappe.common.log.Logging;
import chappe.common.settings.GeneralSettings;
import chappe.common.settings.PaymentSettings;
import chappe.common.settings.Settings;
import chappe.dispatcher.DispatcherSettings;
import chappe.ingress.IngressSettings;
import chappe.payments.PaymentsSettings;
import chappe.scheduler.SchedulerSettings;
import chappe.sender.SenderSettings;
import chappe.simulator.SimulatorSettings;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the settings of a command and sets its logging up.
final class Loaded {
  private static final Logger log = LoggerFactory.getLogger(Loaded.class);

  /// Every record that any command reads: a name that none of them declares is a slip.
  static final List<Class<? extends Record>> ALL =
      List.of(
          GeneralSettings.class,
          PartsSettings.class,
          KafkaSettings.class,
          TopicSettings.class,
          DatabaseSettings.class,
          IngressSettings.class,
          DispatcherSettings.class,
          SenderSettings.class,
          SchedulerSettings.class,
          SchedulerClientSettings.class,
          SimulatorSettings.class,
          PaymentsSettings.class);

  private Loaded() {}

  /// The settings of this process.
  ///
  /// @param needed what the command reads, checked now so that every mistake is told at once
  static Settings settings(List<Class<? extends Record>> needed) {
    return checked(Settings.load(), needed);
  }

  static Settings checked(Settings settings, List<Class<? extends Record>> needed) {
    List<Class<? extends Record>> all = new ArrayList<>(needed);
    all.add(GeneralSettings.class);
    all.add(PaymentSettings.class);
    Logging.start(settings.readAll(all).of(GeneralSettings.class));
    Quiet.always();
    settings.slips(ALL).forEach(log::warn);
    return settings;
  }

  /// Warns of every name that is no setting, once the bots have said which are theirs. Slips were
  /// told before.
  static void warn(Settings settings) {
    List<String> all = new ArrayList<>(settings.warnings(ALL));
    all.removeAll(settings.slips(ALL));
    all.forEach(log::warn);
  }
}

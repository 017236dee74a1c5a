// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.settings.Secret;
import chappe.common.settings.Setting;
import java.util.List;
import java.util.Optional;

/// Whether a person has brought a bot of their own.
record TokenSettings(
    @Setting(name = "BOT_TOKEN", doc = "the bot's token; without one `up` runs the simulator")
        Optional<Secret> token,
    @Setting(name = "BOTS", doc = "further bots") List<String> bots) {
  TokenSettings {
    bots = List.copyOf(bots);
  }

  boolean isSet() {
    return token.isPresent() || !bots.isEmpty();
  }
}

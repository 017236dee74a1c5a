// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.time.InstantSource;

/// What the line offers a bot at its start. Thread-safe.
public interface BotServices {
  /// The name under which the bot is run.
  String name();

  /// The clock to ask for the time: a test can set it.
  InstantSource clock();
}

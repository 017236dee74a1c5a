// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher.calls;

import chappe.common.telegram.Breakers;
import java.util.function.Function;

/// What the calls of all bots need. Thread-safe.
///
/// @param telegram as a bot of that name asks it
/// @param breakers stop a bot's questions while Telegram fails
public record Calls(
    Transport transport,
    Patience patience,
    Function<String, Telegram> telegram,
    Breakers breakers) {
  /// The services of one bot's author, none declared yet.
  public OwnServices services() {
    return new OwnServices(transport, patience);
  }

  /// The questions of one bot.
  public Questions questions(String bot) {
    return new Questions(bot, telegram.apply(bot), breakers, patience);
  }
}

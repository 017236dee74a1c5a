// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.time.Duration;

/// Something took longer than it may: a guarded function, or a handler with a time-out.
public final class TimedOut extends BotException {
  public TimedOut(String name, Duration limit) {
    super("%s took longer than %d ms".formatted(name, limit.toMillis()));
  }
}

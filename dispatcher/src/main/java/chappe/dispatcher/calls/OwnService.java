// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher.calls;

import chappe.bot.HttpOptions;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// One of an author's services, as it was declared. Filled by one thread at the bot's start, then
/// only read.
final class OwnService implements HttpOptions {
  private static final int MOST_TRIES = 10;
  private static final int MOST_PER_SECOND = 1000;

  final String name;
  final URI base;
  final Map<String, String> headers = new LinkedHashMap<>();
  Duration timeout = Duration.ofSeconds(30);
  int tries = 3;
  Duration firstWait = Duration.ofSeconds(1);
  Turns turns = new Turns(10);
  boolean argumentsLogged;

  OwnService(String name, URI base) {
    if (base.getHost() == null || !String.valueOf(base.getScheme()).matches("https?")) {
      throw new IllegalArgumentException(
          "the address of the service '" + name + "' must be such as https://example.org/v1");
    }
    this.name = name;
    this.base = base;
  }

  @Override
  public HttpOptions header(String header, String value) {
    headers.put(header, HeaderText.checked(header, value));
    return this;
  }

  @Override
  public HttpOptions timeout(Duration longest) {
    timeout = positive(longest, "timeout");
    return this;
  }

  @Override
  public HttpOptions tries(int most, Duration first) {
    tries = within(most, MOST_TRIES, "tries");
    firstWait = positive(first, "first wait");
    return this;
  }

  @Override
  public HttpOptions perSecond(int calls) {
    turns = new Turns(within(calls, MOST_PER_SECOND, "calls a second"));
    return this;
  }

  @Override
  public HttpOptions logArguments() {
    argumentsLogged = true;
    return this;
  }

  private int within(int number, int most, String what) {
    if (number < 1 || number > most) {
      throw new IllegalArgumentException(
          "the %s of the service '%s' must be 1 to %d".formatted(what, name, most));
    }
    return number;
  }

  private Duration positive(Duration duration, String what) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(
          "the %s of the service '%s' must be over zero".formatted(what, name));
    }
    return duration;
  }
}

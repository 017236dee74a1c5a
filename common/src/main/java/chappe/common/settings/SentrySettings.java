// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where error reports go.
///
/// @param dsn use [#target]
/// @param name use [#environment]
public record SentrySettings(
    @Setting(
            name = "SENTRY_DSN",
            doc = "where error reports go in staging and production; none: nowhere")
        Optional<Secret> dsn,
    @Setting(
            name = "SENTRY_ENVIRONMENT",
            doc = "the environment that error reports name; none: ENVIRONMENT")
        Optional<String> name)
    implements Checked {

  /// The address that reports are sent to; empty where none are: no address, or development.
  public Optional<String> target(Environment environment) {
    return dsn.filter(_ -> environment != Environment.DEVELOPMENT).map(Secret::reveal);
  }

  /// The environment that reports name.
  public String environment(Environment environment) {
    return name.orElseGet(() -> environment.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<Mistake> mistakes(Environment environment) {
    return dsn
        .filter(it -> !isDsn(it.reveal()))
        .map(
            _ ->
                new Mistake(
                    "SENTRY_DSN", "malformed", "an address such as https://key@host/project"))
        .stream()
        .toList();
  }

  private static boolean isDsn(String text) {
    try {
      var address = URI.create(text);
      return List.of("http", "https").contains(address.getScheme())
          && address.getHost() != null
          && address.getUserInfo() != null
          && address.getPath().matches("/(.*/)?[^/]+");
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}

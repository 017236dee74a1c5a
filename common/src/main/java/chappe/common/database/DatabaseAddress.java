// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import chappe.common.settings.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/// A `DATABASE_URL` taken apart: the JDBC address without user and password, and those two.
/// Immutable.
record DatabaseAddress(String jdbcUrl, Optional<String> user, Optional<Secret> password) {
  static final String SHAPE =
      "(?:jdbc:)?postgres(?:ql)?://(?:([^:@/?]*)(?::([^/?]*))?@)?([^/?@]*)/([^/?]+)(?:\\?(.*))?";

  // So that a host which swallows packets is noticed before a person gives up.
  private static final String CONNECT_SECONDS = "5";

  private static final Pattern PARTS = Pattern.compile(SHAPE);

  static DatabaseAddress of(DatabaseSettings settings) {
    var match = PARTS.matcher(settings.url().reveal());
    if (!match.matches()) {
      throw new IllegalArgumentException("the settings let a malformed DATABASE_URL pass");
    }
    var parameters =
        match.group(5) == null ? List.<String>of() : List.of(match.group(5).split("&"));
    String host = match.group(3).isEmpty() ? "localhost" : match.group(3);
    String rest =
        parameters.stream()
            .filter(it -> !it.matches("(user|password)=.*"))
            .reduce("?", (all, it) -> all + it + "&");
    return new DatabaseAddress(
        "jdbc:postgresql://" + host + "/" + match.group(4) + rest.substring(0, rest.length() - 1),
        Optional.ofNullable(match.group(1))
            .map(DatabaseAddress::decoded)
            .filter(it -> !it.isEmpty())
            .or(() -> parameter(parameters, "user")),
        Optional.ofNullable(match.group(2))
            .map(DatabaseAddress::decoded)
            .or(() -> parameter(parameters, "password"))
            .map(Secret::of));
  }

  /// Another database of the same server.
  DatabaseAddress at(String database) {
    return new DatabaseAddress(
        jdbcUrl.replaceFirst("^(jdbc:postgresql://[^/]*/)[^?]*", "$1" + database), user, password);
  }

  /// What the driver is told beside the address, user and password included.
  ///
  /// @param program the name under which PostgreSQL lists the connection
  Properties properties(String program) {
    var properties = new Properties();
    user.ifPresent(it -> properties.setProperty("user", it));
    password.ifPresent(it -> properties.setProperty("password", it.reveal()));
    properties.setProperty("ApplicationName", program);
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
    return properties;
  }

  private static Optional<String> parameter(List<String> parameters, String name) {
    return parameters.stream()
        .filter(it -> it.startsWith(name + "="))
        .map(it -> decoded(it.substring(name.length() + 1)))
        .findFirst();
  }

  private static String decoded(String text) {
    try {
      // In an address a plus is a plus; only in forms it is a blank.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}

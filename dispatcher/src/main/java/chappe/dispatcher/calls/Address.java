// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher.calls;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Where a call goes under a service's address. Not thread-safe.
final class Address {
  private static final String HOLE = "{}";
  private static final int LONGEST_POSITIONAL = 200;
  private static final int LONGEST_NAMED = 100;

  private final String path;
  private final List<String> arguments;
  private final List<Parameter> parameters = new ArrayList<>();

  private record Parameter(String name, String value) {}

  /// @throws IllegalArgumentException where the path has not a hole for each argument
  Address(String path, Object... arguments) {
    this.path = path.replaceFirst("^/+", "");
    this.arguments = List.of(arguments).stream().map(String::valueOf).toList();
    int holes = path.split(Pattern.quote(HOLE), -1).length - 1;
    if (holes != arguments.length) {
      throw new IllegalArgumentException(
          "a path with %d times {} has %d arguments".formatted(holes, arguments.length));
    }
  }

  void parameter(String name, Object value) {
    parameters.add(new Parameter(name, String.valueOf(value)));
  }

  URI under(URI base) {
    var address = new StringBuilder(base.toString().replaceFirst("/+$", "")).append('/');
    int from = 0;
    for (String argument : arguments) {
      int hole = path.indexOf(HOLE, from);
      // A space in a path is %20, and + is a plus.
      address.append(path, from, hole).append(encoded(argument).replace("+", "%20"));
      from = hole + HOLE.length();
    }
    address.append(path, from, path.length());
    if (!parameters.isEmpty()) {
      address
          .append(path.contains("?") ? '&' : '?')
          .append(
              parameters.stream()
                  .map(it -> encoded(it.name()) + "=" + encoded(it.value()))
                  .collect(Collectors.joining("&")));
    }
    try {
      return URI.create(address.toString());
    } catch (IllegalArgumentException _) {
      // The library's own message would quote the arguments.
      throw new IllegalArgumentException("the path '" + path + "' cannot stand in an address");
    }
  }

  /// The arguments in the path, as they may be logged.
  List<String> positional() {
    return arguments.stream().map(it -> cut(it, LONGEST_POSITIONAL)).toList();
  }

  /// The parameters, as they may be logged.
  List<String> named() {
    return parameters.stream().map(it -> it.name() + "=" + cut(it.value(), LONGEST_NAMED)).toList();
  }

  private static String cut(String text, int longest) {
    return text.substring(0, Math.min(text.length(), longest));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Parameters;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A form of callback data, such as `page:{shop}:{number:number}`. Immutable.
final class CallbackPattern {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z][A-Za-z0-9_]*)(?::([a-z]+))?\\}");
  private static final Map<String, String> TYPES =
      Map.of("text", ".+?", "number", "-?\\d{1,18}", "flag", "true|false");
  private static final Parameters NONE = new Parameters(Map.of());

  private final String text;
  private final Set<String> places = new LinkedHashSet<>();
  private final Pattern form;
  private final String literal;

  /// @throws IllegalArgumentException where the text is no pattern
  CallbackPattern(String text) {
    this.text = text;
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a callback's pattern must not be empty");
    }
    var place = PLACE.matcher(text);
    var regex = new StringBuilder();
    int from = 0;
    int literalEnd = text.length();
    while (place.find()) {
      if (places.isEmpty()) {
        literalEnd = place.start();
      }
      regex
          .append(Pattern.quote(literal(from, place.start())))
          .append(group(place.group(1), place.group(2)));
      from = place.end();
    }
    regex.append(Pattern.quote(literal(from, text.length())));
    form = Pattern.compile(regex.toString(), Pattern.DOTALL);
    literal = text.substring(0, literalEnd);
  }

  /// The first word of all data of this form, up to a colon; empty where it can be any.
  Optional<String> firstWord() {
    return places.isEmpty() || literal.indexOf(':') >= 0
        ? Optional.of(firstWord(literal))
        : Optional.empty();
  }

  /// What stands before the first colon.
  static String firstWord(String data) {
    int colon = data.indexOf(':');
    return colon < 0 ? data : data.substring(0, colon);
  }

  /// What the places stand for, where data have this form.
  Optional<Parameters> match(String data) {
    if (places.isEmpty()) {
      return text.equals(data) ? Optional.of(NONE) : Optional.empty();
    }
    var matcher = form.matcher(data);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    int group = 1;
    for (String name : places) {
      values.put(name, matcher.group(group++));
    }
    return Optional.of(new Parameters(values));
  }

  @Override
  public String toString() {
    return text;
  }

  private String literal(int from, int to) {
    var part = text.substring(from, to);
    if (part.indexOf('{') >= 0 || part.indexOf('}') >= 0) {
      throw mistake("a place is {name} or {name:type}");
    }
    return part;
  }

  private String group(String name, String type) {
    var regex = TYPES.get(type == null ? "text" : type);
    if (regex == null) {
      throw mistake("there are the types text, number and flag");
    }
    if (!places.add(name)) {
      throw mistake("it has two places '" + name + "'");
    }
    return "(" + regex + ")";
  }

  private IllegalArgumentException mistake(String why) {
    return new IllegalArgumentException("the callback's pattern '" + text + "' is no good: " + why);
  }
}

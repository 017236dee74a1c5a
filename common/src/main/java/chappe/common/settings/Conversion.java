// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Texts to values. No message quotes the text.
final class Conversion {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,15})(ms|s|m|h|d)");
  private static final Set<String> YES = Set.of("true", "yes", "on", "1");
  private static final Set<String> NO = Set.of("false", "no", "off", "0");

  private static final Map<Class<?>, Kind> KINDS =
      Map.ofEntries(
          Map.entry(String.class, new Kind("a text", it -> it, "")),
          Map.entry(Secret.class, new Kind("a secret text", Secret::of, Secret.of(""))),
          Map.entry(int.class, new Kind("a whole number", Integer::valueOf, 0)),
          Map.entry(Integer.class, new Kind("a whole number", Integer::valueOf, 0)),
          Map.entry(long.class, new Kind("a whole number", Long::valueOf, 0L)),
          Map.entry(Long.class, new Kind("a whole number", Long::valueOf, 0L)),
          Map.entry(double.class, new Kind("a number", Conversion::number, 0.0)),
          Map.entry(boolean.class, new Kind("true or false", Conversion::truth, false)),
          Map.entry(Boolean.class, new Kind("true or false", Conversion::truth, false)),
          Map.entry(
              Duration.class,
              new Kind(
                  "a time such as 500ms, 30s, 5m, 2h or 1d", Conversion::duration, Duration.ZERO)),
          Map.entry(
              URI.class,
              new Kind(
                  "an address such as https://example.org",
                  Conversion::address,
                  URI.create("https://example.org"))),
          Map.entry(Path.class, new Kind("a path", Path::of, Path.of(""))));

  private Conversion() {}

  /// How one type is read; the function throws an `IllegalArgumentException` for a text that is
  /// none.
  private record Kind(String inWords, Function<String, Object> parse, Object standIn) {}

  /// A text that cannot be read as what is declared.
  static final class BadText extends Exception {
    BadText(String problem) {
      super(problem, null, false, false);
    }

    String problem() {
      return String.valueOf(getMessage());
    }
  }

  static boolean isSecret(Type type) {
    return raw(type) == Secret.class
        || (raw(type) == Optional.class && element(type) == Secret.class);
  }

  static boolean mayBeAbsent(Class<?> type) {
    return type == Optional.class || type == List.class || type == Set.class;
  }

  /// @param text absent only for a type that may be
  static Object value(Type type, Optional<String> text) throws BadText {
    Class<?> raw = raw(type);
    if (raw == Optional.class) {
      return text.isEmpty() ? Optional.empty() : Optional.of(single(element(type), text.get()));
    }
    if (raw == List.class || raw == Set.class) {
      List<Object> values = new ArrayList<>();
      for (String item : items(text.orElse(""))) {
        values.add(single(element(type), item));
      }
      return raw == List.class
          ? List.copyOf(values)
          : Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }
    return single(raw, text.orElseThrow());
  }

  /// Some value of the type: the fallback's where there is one.
  static Object standIn(Type type, Optional<String> fallback) {
    Class<?> raw = raw(type);
    try {
      if (fallback.isPresent() || mayBeAbsent(raw)) {
        return value(type, fallback);
      }
    } catch (BadText e) {
      throw new IllegalStateException("a fallback is no value of its own type", e);
    }
    return raw.isEnum() ? raw.getEnumConstants()[0] : kind(raw).standIn;
  }

  /// The items of a list, without blanks around them and without empty ones.
  static List<String> items(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  /// What a type expects, in words.
  static String inWords(Type type) {
    Class<?> raw = raw(type);
    if (raw == Optional.class) {
      return inWords(element(type));
    }
    if (raw == List.class || raw == Set.class) {
      return "a list separated by commas, each " + inWords(element(type));
    }
    return raw.isEnum()
        ? "one of " + names(raw).collect(Collectors.joining(", "))
        : kind(raw).inWords;
  }

  private static Object single(Class<?> type, String text) throws BadText {
    // Blanks around a secret may belong to it.
    String stripped = type == Secret.class ? text : text.strip();
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(it -> ((Enum<?>) it).name().equalsIgnoreCase(stripped))
          .findFirst()
          .orElseThrow(() -> new BadText("not one of its values"));
    }
    var kind = kind(type);
    try {
      return kind.parse.apply(stripped);
    } catch (IllegalArgumentException | DateTimeParseException | ArithmeticException _) {
      throw new BadText("not " + kind.inWords);
    }
  }

  private static Kind kind(Class<?> type) {
    return Optional.ofNullable(KINDS.get(type))
        .orElseThrow(() -> new IllegalArgumentException("no setting is read as " + type.getName()));
  }

  private static java.util.stream.Stream<String> names(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(it -> ((Enum<?>) it).name())
        // Levels of logging are written in capitals everywhere.
        .map(it -> type == org.slf4j.event.Level.class ? it : it.toLowerCase(Locale.ROOT));
  }

  private static Object number(String text) {
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  private static Object truth(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!YES.contains(lower) && !NO.contains(lower)) {
      throw new IllegalArgumentException();
    }
    return YES.contains(lower);
  }

  private static Object duration(String text) {
    var match = DURATION.matcher(text.toLowerCase(Locale.ROOT));
    if (!match.matches()) {
      return Duration.parse(text);
    }
    long amount = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static Object address(String text) {
    var address = URI.create(text);
    if (address.getScheme() == null || address.getHost() == null) {
      throw new IllegalArgumentException();
    }
    return address;
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }

  private static Class<?> element(Type type) {
    return (Class<?>) ((ParameterizedType) type).getActualTypeArguments()[0];
  }
}

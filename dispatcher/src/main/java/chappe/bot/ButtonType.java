// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/// A kind of buttons whose data are a record: what is put on the button is what the handler gets.
///
/// ```java
/// record Pick(long item, String note) {}
/// static final ButtonType<Pick> PICK = ButtonType.of("pick", Pick.class);
///
/// on.callback(PICK, (context, pick) -> context.answer("You picked " + pick.item()));
/// context.reply("Pick one:").keyboard(InlineKeyboard.of().button("One", PICK.data(new Pick(1, "a"))));
/// ```
///
/// The components of the record are whole numbers, flags, texts and enums. Data of any length will
/// do. A button of an earlier build whose record had other components goes to another route, such
/// as [Routes#callback(Handler)]. Immutable and thread-safe.
///
/// @param <R> the record
public final class ButtonType<R extends Record> {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,32}");
  private static final String EMPTY = "%";

  private final String name;
  private final RecordComponent[] components;
  private final Constructor<R> constructor;

  private ButtonType(String name, RecordComponent[] components, Constructor<R> constructor) {
    this.name = name;
    this.components = components;
    this.constructor = constructor;
  }

  /// Makes a kind of buttons.
  ///
  /// @param name what the data begin with: 1 to 32 of `a-z 0-9 _ -`, not that of a conversation
  /// @throws IllegalArgumentException for a bad name, or a record with components of other types
  public static <R extends Record> ButtonType<R> of(String name, Class<R> type) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the buttons '" + name + "' must have 1 to 32 characters of a-z, 0-9, _ and -");
    }
    var components = type.getRecordComponents();
    for (RecordComponent component : components) {
      if (!isKnown(component.getType())) {
        throw new IllegalArgumentException(
            "%s of %s is no whole number, flag, text or enum"
                .formatted(component.getName(), type.getSimpleName()));
      }
    }
    try {
      var constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      // A bot's records need not be public.
      constructor.setAccessible(true);
      Arrays.stream(components).forEach(it -> it.getAccessor().setAccessible(true));
      return new ButtonType<>(name, components, constructor);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has its constructor", e);
    }
  }

  private static boolean isKnown(Class<?> type) {
    return type == long.class
        || type == int.class
        || type == boolean.class
        || type == String.class
        || type.isEnum();
  }

  /// What the data begin with.
  public String name() {
    return name;
  }

  /// What is put on a button.
  public String data(R value) {
    var joined = new StringJoiner(":", name + ":", "");
    for (RecordComponent component : components) {
      joined.add(written(component, value));
    }
    return components.length == 0 ? name + ":" + EMPTY : joined.toString();
  }

  private static String written(RecordComponent component, Record value) {
    try {
      var given = component.getAccessor().invoke(value);
      var text = given instanceof Enum<?> constant ? constant.name() : String.valueOf(given);
      return text.isEmpty() ? EMPTY : text.replace("%", "%25").replace(":", "%3A");
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("a button's data cannot be read", e);
    }
  }

  /// What stands on a button; empty where the data are no such record.
  public Optional<R> read(String data) {
    if (!data.startsWith(name + ":")) {
      return Optional.empty();
    }
    var parts = data.substring(name.length() + 1).split(":", -1);
    if (parts.length != Math.max(1, components.length)) {
      return Optional.empty();
    }
    try {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < components.length; i++) {
        values.add(value(components[i].getType(), parts[i]));
      }
      return Optional.of(constructor.newInstance(values.toArray()));
    } catch (ReflectiveOperationException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Object value(Class<?> type, String part) {
    var text = part.equals(EMPTY) ? "" : part.replace("%3A", ":").replace("%25", "%");
    if (type == long.class) {
      return Long.parseLong(text);
    }
    if (type == int.class) {
      return Integer.parseInt(text);
    }
    if (type == boolean.class) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException("no flag");
      };
    }
    return type == String.class ? text : constant(type, text);
  }

  private static Object constant(Class<?> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(it -> ((Enum<?>) it).name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such constant"));
  }
}

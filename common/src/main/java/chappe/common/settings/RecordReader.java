// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes settings records of texts and collects the mistakes. One per read; not thread-safe.
final class RecordReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  private final Layers layers;
  private final Set<Mistake> mistakes = new LinkedHashSet<>();
  private final Environment environment;

  RecordReader(Layers layers) {
    this.layers = layers;
    this.environment =
        find(List.of("ENVIRONMENT"))
            .flatMap(RecordReader::environment)
            .orElse(Environment.DEVELOPMENT);
  }

  Collection<Mistake> mistakes() {
    return mistakes;
  }

  /// The record, absent where something in it is wrong.
  <R extends Record> Optional<R> read(Class<R> type) {
    return read(type, "", "");
  }

  private <R extends Record> Optional<R> read(Class<R> type, String prefix, String groupName) {
    List<Optional<Object>> values = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      values.add(value(type, component, prefix, groupName));
    }
    if (values.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    var record = construct(type, values.stream().map(Optional::orElseThrow).toArray());
    if (record.orElse(null) instanceof Checked checked) {
      mistakes.addAll(checked.mistakes(environment));
    }
    return record;
  }

  private Optional<Object> value(
      Class<? extends Record> type, RecordComponent component, String prefix, String groupName) {
    var setting = component.getAnnotation(Setting.class);
    if (setting != null) {
      return one(type, component, setting, prefix);
    }
    var group = component.getAnnotation(PerName.class);
    if (group != null) {
      return group(group, Declaration.groupType(component));
    }
    if (component.getType().isRecord()) {
      return read(component.getType().asSubclass(Record.class), prefix, "").map(Object.class::cast);
    }
    if (component.getType() == String.class && !groupName.isEmpty()) {
      return Optional.of(groupName);
    }
    throw new IllegalArgumentException(
        type.getSimpleName() + "." + component.getName() + " declares no setting");
  }

  private Optional<Object> one(
      Class<? extends Record> type, RecordComponent component, Setting setting, String prefix) {
    var declaration = new Declaration(type, component, setting);
    var names = declaration.names(prefix);
    int before = mistakes.size();
    var found = find(names);
    if (mistakes.size() > before) {
      return Optional.empty();
    }
    String source = found.map(Layers.Found::source).orElse("");
    String name = found.map(Layers.Found::name).orElse(names.getFirst());
    Optional<String> text =
        found.map(Layers.Found::text).or(() -> declaration.fallback(environment));
    if (text.isEmpty() && declaration.required()) {
      mistakes.add(new Mistake(name, "not set", declaration.expected()));
      return Optional.empty();
    }
    try {
      Object value = Conversion.value(component.getGenericType(), text);
      var problems = Constraints.problems(type, component.getName(), value);
      problems.forEach(it -> mistakes.add(new Mistake(name, source, it, declaration.expected())));
      return problems.isEmpty() ? Optional.of(value) : Optional.empty();
    } catch (Conversion.BadText e) {
      mistakes.add(new Mistake(name, source, e.problem(), declaration.expected()));
      return Optional.empty();
    }
  }

  private Optional<Object> group(PerName group, Class<? extends Record> type) {
    Set<String> names = new LinkedHashSet<>();
    boolean wrong = false;
    String listed = find(List.of(group.names())).map(Layers.Found::text).orElse("");
    for (String name : Conversion.items(listed)) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!NAME.matcher(lower).matches() || !names.add(lower)) {
        wrong = true;
        mistakes.add(
            new Mistake(
                group.names(),
                "a name that is malformed or stands there twice",
                "names separated by commas, each a letter and then letters, digits or _"));
      }
    }
    List<Optional<? extends Record>> all = new ArrayList<>();
    if (names.isEmpty() || find(List.of(group.key())).isPresent()) {
      if (names.contains(group.unnamed())) {
        mistakes.add(
            new Mistake(
                group.names(),
                "it lists " + group.unnamed() + ", which is the name of the one of " + group.key(),
                "another name, or " + group.key() + " not set"));
      }
      all.add(read(type, "", group.unnamed()));
    }
    names.forEach(it -> all.add(read(type, prefix(it), it)));
    return wrong || all.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(all.stream().map(Optional::orElseThrow).toList());
  }

  private Optional<Layers.Found> find(List<String> names) {
    try {
      return layers.find(names);
    } catch (Layers.Unreadable e) {
      mistakes.add(e.mistake);
      return Optional.empty();
    }
  }

  private <R extends Record> Optional<R> construct(Class<R> type, Object[] values) {
    var parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return Optional.of(constructor.newInstance(values));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(type.getSimpleName() + " refused its values", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getSimpleName() + " cannot be made", e);
    }
  }

  static String prefix(String groupName) {
    return groupName.toUpperCase(Locale.ROOT) + "_";
  }

  private static Optional<Environment> environment(Layers.Found found) {
    return Arrays.stream(Environment.values())
        .filter(it -> it.name().equalsIgnoreCase(found.text().strip()))
        .findFirst();
  }
}

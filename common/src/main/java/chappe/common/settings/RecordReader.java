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
import java.util.stream.Collectors;

/// Makes settings records of texts and collects the mistakes. A setting that is wrong counts as its
/// fallback, or as a stand-in of its type, while the rest is looked at: so the rules of a whole
/// record are asked too, and the mistakes come all at once. What was read counts only where there
/// are no mistakes. One per read; not thread-safe.
final class RecordReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  private final Layers layers;
  private final LiveSecrets live;
  private final Set<Mistake> mistakes = new LinkedHashSet<>();
  private final Environment environment;

  /// @param live is told of the secrets that are read from files
  RecordReader(Layers layers, LiveSecrets live) {
    this.layers = layers;
    this.live = live;
    this.environment = environment(layers);
  }

  Collection<Mistake> mistakes() {
    return mistakes;
  }

  /// The record; absent where it refuses what stands in for a wrong value.
  <R extends Record> Optional<R> read(Class<R> type) {
    return read(type, "", "");
  }

  private <R extends Record> Optional<R> read(Class<R> type, String prefix, String groupName) {
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      value(type, component, prefix, groupName).ifPresent(values::add);
    }
    if (values.size() < type.getRecordComponents().length) {
      return Optional.empty();
    }
    var record = construct(type, values.toArray());
    if (record.orElse(null) instanceof Checked checked) {
      addNew(checked.mistakes(environment));
    }
    return record;
  }

  private Optional<Object> value(
      Class<? extends Record> type, RecordComponent component, String prefix, String groupName) {
    var setting = component.getAnnotation(Setting.class);
    if (setting != null) {
      return Optional.of(one(new Declaration(type, component, setting), prefix));
    }
    var group = component.getAnnotation(PerName.class);
    if (group != null) {
      return Optional.of(group(group, Declaration.groupType(component)));
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

  private Object one(Declaration declaration, String prefix) {
    var names = declaration.names(prefix);
    try {
      var found = layers.find(names);
      String source = found.map(Layers.Found::source).orElse("");
      String name = found.map(Layers.Found::name).orElse(names.getFirst());
      var text = found.map(Layers.Found::text).or(() -> declaration.fallback(environment));
      if (text.isEmpty() && declaration.required()) {
        mistakes.add(new Mistake(name, "not set", declaration.expected()));
        return declaration.standIn(environment);
      }
      Object value = accepted(declaration, name, source, text);
      if (declaration.isSecret() && found.flatMap(Layers.Found::file).isPresent()) {
        secret(value).ifPresent(it -> live.follow(it, () -> again(declaration, names)));
      }
      return value;
    } catch (Layers.Unreadable e) {
      mistakes.add(e.mistake);
      return declaration.standIn(environment);
    }
  }

  private Object accepted(
      Declaration declaration, String name, String source, Optional<String> text) {
    try {
      Object value = Conversion.value(declaration.component().getGenericType(), text);
      var problems = problems(declaration, value);
      if (problems.isEmpty()) {
        return value;
      }
      problems.forEach(it -> mistakes.add(new Mistake(name, source, it, declaration.expected())));
    } catch (Conversion.BadText e) {
      mistakes.add(new Mistake(name, source, e.problem(), declaration.expected()));
    }
    return declaration.standIn(environment);
  }

  private static List<String> problems(Declaration declaration, Object value) {
    return Constraints.problems(declaration.type(), declaration.component().getName(), value);
  }

  /// The text of a secret as it is now, held to what it was held to at first.
  private String again(Declaration declaration, List<String> names) throws LiveSecrets.Unusable {
    var name = names.getFirst();
    try {
      var found = layers.find(names);
      if (found.isEmpty()) {
        throw new LiveSecrets.Unusable(new Mistake(name, "gone", declaration.expected()));
      }
      var type = declaration.component().getGenericType();
      var value = Conversion.value(type, found.map(Layers.Found::text));
      for (String problem : problems(declaration, value)) {
        throw new LiveSecrets.Unusable(
            new Mistake(name, found.get().source(), problem, declaration.expected()));
      }
      return found.get().text();
    } catch (Layers.Unreadable e) {
      throw new LiveSecrets.Unusable(e.mistake);
    } catch (Conversion.BadText e) {
      throw new LiveSecrets.Unusable(new Mistake(name, e.problem(), declaration.expected()));
    }
  }

  private static Optional<Secret> secret(Object value) {
    return value instanceof Optional<?> optional
        ? optional.filter(Secret.class::isInstance).map(Secret.class::cast)
        : Optional.of(value).filter(Secret.class::isInstance).map(Secret.class::cast);
  }

  private List<Record> group(PerName group, Class<? extends Record> type) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : Conversion.items(text(group.names()).orElse(""))) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!NAME.matcher(lower).matches() || !names.add(lower)) {
        mistakes.add(
            new Mistake(
                group.names(),
                "a name that is malformed or stands there twice",
                "names separated by commas, each a letter and then letters, digits or _"));
      }
    }
    List<Record> all = new ArrayList<>();
    if (names.isEmpty() || text(group.key()).isPresent()) {
      if (names.contains(group.unnamed())) {
        mistakes.add(
            new Mistake(
                group.names(),
                "it lists " + group.unnamed() + ", which is the name of the one of " + group.key(),
                "another name, or " + group.key() + " not set"));
      }
      read(type, "", group.unnamed()).ifPresent(all::add);
    }
    names.forEach(it -> read(type, prefix(it), it).ifPresent(all::add));
    return List.copyOf(all);
  }

  // A rule that trips over a stand-in says nothing new.
  private void addNew(List<Mistake> found) {
    var known = mistakes.stream().map(Mistake::name).collect(Collectors.toSet());
    found.stream().filter(it -> !known.contains(it.name())).forEach(mistakes::add);
  }

  private Optional<String> text(String name) {
    try {
      return layers.find(List.of(name)).map(Layers.Found::text);
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
      if (mistakes.isEmpty()) {
        throw new IllegalStateException(type.getSimpleName() + " refused its values", e.getCause());
      }
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getSimpleName() + " cannot be made", e);
    }
  }

  static String prefix(String groupName) {
    return groupName.toUpperCase(Locale.ROOT) + "_";
  }

  // Needed before any record is read; where it is wrong, the record that declares it says so.
  static Environment environment(Layers layers) {
    try {
      return layers
          .find(List.of("ENVIRONMENT"))
          .flatMap(
              found ->
                  Arrays.stream(Environment.values())
                      .filter(it -> it.name().equalsIgnoreCase(found.text().strip()))
                      .findFirst())
          .orElse(Environment.DEVELOPMENT);
    } catch (Layers.Unreadable _) {
      return Environment.DEVELOPMENT;
    }
  }
}

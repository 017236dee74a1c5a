// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/// All that a settings record declares, with the records nested in it. Immutable.
///
/// @param single settings that exist once
/// @param groups settings that exist once per name
record Declarations(List<Declaration> single, List<Group> groups) {
  /// @param declared what each one has
  record Group(PerName group, List<Declaration> declared) {}

  static Declarations of(Class<? extends Record> type) {
    var all = new Declarations(new ArrayList<>(), new ArrayList<>());
    collect(type, all);
    return new Declarations(List.copyOf(all.single), List.copyOf(all.groups));
  }

  /// Every name under which something is read, given the names that the groups have now.
  List<String> names(Layers layers) {
    List<String> names = new ArrayList<>();
    single.forEach(it -> names.addAll(it.names("")));
    for (Group group : groups) {
      names.add(group.group.names());
      var listed = Conversion.items(text(layers, group.group.names()));
      for (Declaration declaration : group.declared) {
        names.addAll(declaration.names(""));
        listed.forEach(it -> names.addAll(declaration.names(RecordReader.prefix(it))));
      }
    }
    return names;
  }

  /// The names of those that are secrets.
  List<String> secretNames(Layers layers) {
    return new Declarations(
            single.stream().filter(Declaration::isSecret).toList(),
            groups.stream()
                .map(
                    it ->
                        new Group(
                            it.group, it.declared.stream().filter(Declaration::isSecret).toList()))
                .filter(it -> !it.declared.isEmpty())
                .toList())
        .names(layers).stream()
            .filter(it -> groups.stream().noneMatch(group -> group.group.names().equals(it)))
            .toList();
  }

  private static String text(Layers layers, String name) {
    try {
      return layers.find(List.of(name)).map(Layers.Found::text).orElse("");
    } catch (Layers.Unreadable _) {
      // Reading reports it as a mistake.
      return "";
    }
  }

  private static void collect(Class<? extends Record> type, Declarations all) {
    for (RecordComponent component : type.getRecordComponents()) {
      var setting = component.getAnnotation(Setting.class);
      var group = component.getAnnotation(PerName.class);
      if (setting != null) {
        all.single.add(new Declaration(type, component, setting));
      } else if (group != null) {
        all.groups.add(new Group(group, of(Declaration.groupType(component)).single));
      } else if (component.getType().isRecord()) {
        collect(component.getType().asSubclass(Record.class), all);
      }
    }
  }
}

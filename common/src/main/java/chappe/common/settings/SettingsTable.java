// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The settings as a markdown table for a README, from their declarations.
public final class SettingsTable {
  private SettingsTable() {}

  /// One row per setting, in the order of the records; a setting that several records declare has
  /// one row.
  public static String markdown(List<Class<? extends Record>> records) {
    Map<String, String> rows = new LinkedHashMap<>();
    for (Class<? extends Record> record : records) {
      var declared = Declarations.of(record);
      declared
          .single()
          .forEach(
              it ->
                  rows.putIfAbsent(it.setting().name(), row("`" + it.setting().name() + "`", it)));
      for (Declarations.Group group : declared.groups()) {
        group.declared().forEach(it -> rows.putIfAbsent(it.setting().name(), groupRow(it)));
        rows.putIfAbsent(
            group.group().names(),
            cells(
                "`" + group.group().names() + "`",
                "a list of names separated by commas",
                "none",
                group.group().doc()));
      }
    }
    return cells("name", "expected", "default", "what it is")
        + "| --- | --- | --- | --- |\n"
        + String.join("", rows.values());
  }

  private static String groupRow(Declaration declaration) {
    String name = declaration.setting().name();
    return row("`" + name + "`, `{NAME}_" + name + "`", declaration);
  }

  private static String row(String name, Declaration declaration) {
    return cells(
        name,
        declaration.expected(),
        declaration.fallbackInWords(),
        declaration.setting().doc()
            + (declaration.setting().otherNames().length == 0
                ? ""
                : " (also `" + String.join("`, `", declaration.setting().otherNames()) + "`)"));
  }

  private static String cells(String... cells) {
    var row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(' ').append(cell.replace("|", "\\|")).append(" |");
    }
    return row.append('\n').toString();
  }
}

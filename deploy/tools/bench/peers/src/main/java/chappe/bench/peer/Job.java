// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.peer;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a contender is to do: read a topic as a group that has its first offsets already, and send
/// one record to the output for each, on the same partition number. Immutable.
///
/// @param bootstrapServers where the broker is
/// @param group a group of its own
/// @param input the topic to read
/// @param output the topic to write
/// @param waitMillis how long the handler waits for each record
/// @param more what only some contenders need; neither names nor values have blanks
public record Job(
    String bootstrapServers,
    String group,
    String input,
    String output,
    int waitMillis,
    Map<String, String> more) {
  public Job {
    more = Map.copyOf(more);
  }

  /// As one line.
  public String line() {
    Map<String, String> all = new TreeMap<>(more);
    all.put("bootstrap", bootstrapServers);
    all.put("group", group);
    all.put("input", input);
    all.put("output", output);
    all.put("wait", Integer.toString(waitMillis));
    return all.entrySet().stream()
        .map(it -> it.getKey() + "=" + it.getValue())
        .collect(Collectors.joining(" "));
  }

  /// The opposite of [#line].
  public static Job parse(String line) {
    Map<String, String> all =
        Arrays.stream(line.split(" "))
            .map(it -> it.split("=", 2))
            .collect(Collectors.toMap(it -> it[0], it -> it[1], (_, later) -> later, TreeMap::new));
    return new Job(
        taken(all, "bootstrap"),
        taken(all, "group"),
        taken(all, "input"),
        taken(all, "output"),
        Integer.parseInt(taken(all, "wait")),
        all);
  }

  private static String taken(Map<String, String> all, String name) {
    String value = all.remove(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name + " in a job");
    }
    return value;
  }
}

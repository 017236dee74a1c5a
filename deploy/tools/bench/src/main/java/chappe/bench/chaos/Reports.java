// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What all worker processes reported. Immutable once read.
final class Reports {
  private final Map<String, Call> calls = new HashMap<>();

  /// A call of the handler that came to its end.
  record Call(String name, String key, int partition, long start, long end) {
    /// The process that made it.
    String process() {
      return name.substring(0, name.indexOf('/'));
    }
  }

  static Reports read(Path folder) {
    Reports reports = new Reports();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".report")).toList()) {
        reports.add(Files.readAllLines(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reports;
  }

  /// Calls without an end have none, and no output; the last line may be cut off.
  void add(List<String> lines) {
    Map<String, String[]> begun = new HashMap<>();
    for (String line : lines) {
      String[] words = line.split(Report.GAP);
      if (words.length == 5 && words[0].equals(Report.START)) {
        begun.put(words[2], words);
      } else if (words.length == 3 && words[0].equals(Report.END)) {
        String[] start = begun.remove(words[2]);
        if (start != null) {
          calls.put(
              words[2],
              new Call(
                  words[2],
                  start[3],
                  Integer.parseInt(start[4]),
                  Long.parseLong(start[1]),
                  Long.parseLong(words[1])));
        }
      }
    }
  }

  /// The calls of these names, by their end.
  List<Call> of(Iterable<String> names) {
    List<Call> found = new ArrayList<>();
    for (String name : names) {
      Call call = calls.get(name);
      if (call != null) {
        found.add(call);
      }
    }
    found.sort(java.util.Comparator.comparingLong(Call::end));
    return found;
  }
}

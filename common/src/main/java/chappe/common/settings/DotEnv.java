// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The grammar of `.env`: `NAME=value` lines, `export` before them allowed, names in any case, `#`
/// comments, single quotes around a literal, double quotes around a text with `\n`, `\"` and `\\`.
/// The last of a name counts. Nothing is expanded: a `$` in a password stays one.
final class DotEnv {
  static final String SOURCE = ".env";

  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=(.*)", Pattern.DOTALL);
  private static final Pattern QUOTED =
      Pattern.compile("\\s*(?:'([^']*)'|\"((?:[^\"\\\\]|\\\\.)*)\")\\s*(?:#.*)?");
  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

  private final Map<String, String> values = new HashMap<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  private DotEnv() {}

  /// An absent file has no values; an unreadable one is a mistake.
  static DotEnv read(Path file) {
    if (!Files.exists(file)) {
      return new DotEnv();
    }
    try {
      return parse(Files.readString(file));
    } catch (IOException _) {
      var unreadable = new DotEnv();
      unreadable.mistakes.add(new Mistake(SOURCE, "cannot be read", "a readable UTF-8 text file"));
      return unreadable;
    }
  }

  static DotEnv parse(String text) {
    var parsed = new DotEnv();
    List<String> lines = text.strip().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      parsed.line(i + 1, lines.get(i).replace("\uFEFF", ""));
    }
    return parsed;
  }

  Map<String, String> values() {
    return values;
  }

  List<Mistake> mistakes() {
    return mistakes;
  }

  private void line(int number, String line) {
    if (line.isBlank() || line.stripLeading().startsWith("#")) {
      return;
    }
    var match = LINE.matcher(line);
    if (!match.matches()) {
      mistake(number, "no NAME=value");
      return;
    }
    String name = match.group(1).toUpperCase(Locale.ROOT);
    String raw = match.group(2);
    if (!raw.strip().startsWith("'") && !raw.strip().startsWith("\"")) {
      values.put(name, COMMENT.matcher(raw).replaceFirst("").strip());
      return;
    }
    var quoted = QUOTED.matcher(raw);
    if (!quoted.matches()) {
      mistake(number, "its quotes do not close");
    } else if (quoted.group(1) != null) {
      values.put(name, quoted.group(1));
    } else {
      values.put(
          name,
          ESCAPED
              .matcher(quoted.group(2))
              .replaceAll(
                  it ->
                      it.group(1).equals("n")
                          ? "\n"
                          : java.util.regex.Matcher.quoteReplacement(it.group(1))));
    }
  }

  private void mistake(int number, String problem) {
    mistakes.add(
        new Mistake(SOURCE + " line " + number, problem, "NAME=value, or # and a comment"));
  }
}

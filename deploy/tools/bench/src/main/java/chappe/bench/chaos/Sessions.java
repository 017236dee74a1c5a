// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import chappe.common.database.Database;
import chappe.common.record.Topic;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// What the sessions hold at the end: the names of the inputs that moved each.
final class Sessions {
  private static final String VIEW =
      """
      select session_key, value from common.sessions where group_id = :group
      """;

  private Sessions() {}

  /// The newest state of each session, from the log. Where PostgreSQL's view has something that the
  /// log had at no time, its state is taken instead: it is wrong. That the view is behind is none,
  /// the next owner would read on from the log.
  static Map<String, List<String>> read(Line line, String url) {
    Map<String, List<String>> newest = new HashMap<>();
    String prefix = Line.GROUP.id() + ":";
    line.read(
        Topic.SESSIONS,
        record -> {
          if (record.key().startsWith(prefix)) {
            newest.put(record.key().substring(prefix.length()), moves(record.value()));
          }
        });
    try (Database database = Database.open(Line.database(url), "chaos-auditor")) {
      view(database.jdbi())
          .forEach(
              (key, viewed) -> {
                List<String> logged = newest.getOrDefault(key, List.of());
                if (viewed.size() > logged.size()
                    || !logged.subList(0, viewed.size()).equals(viewed)) {
                  newest.put(key, viewed);
                }
              });
    }
    return newest;
  }

  private static Map<String, List<String>> view(Jdbi jdbi) {
    return jdbi.withHandle(
        handle -> {
          Map<String, List<String>> found = new HashMap<>();
          handle
              .createQuery(VIEW)
              .bind("group", Line.GROUP.id())
              .map((row, _) -> found.put(row.getString(1), moves(row.getBytes(2))))
              .list();
          return found;
        });
  }

  private static List<String> moves(byte[] state) {
    return List.of(new String(state, StandardCharsets.UTF_8).split(Report.GAP));
  }
}

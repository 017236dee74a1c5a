// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.secrets;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Which webhook secrets each running instance takes: rows of `ingress.secrets_read`, by the
/// database's clock. Thread-safe; each method is one statement and blocks on it.
public final class ReadSecrets {
  private static final String TELL =
      """
      insert into ingress.secrets_read as row
        (bot, instance, current_print, previous_print, previous_used_at, seen_at)
      values (:bot, :instance, :current, :previous, case when :used then now() end, now())
      on conflict (bot, instance) do update set
        current_print = excluded.current_print,
        previous_print = excluded.previous_print,
        previous_used_at = coalesce(excluded.previous_used_at, row.previous_used_at),
        seen_at = excluded.seen_at
      """;

  private static final String LEAVE =
      """
      delete from ingress.secrets_read where instance = :instance
      """;

  private static final String ALL =
      """
      select instance, current_print, previous_print,
        extract(epoch from now() - previous_used_at)::float8 as used_ago
      from ingress.secrets_read
      where bot = :bot and seen_at > now() - interval '10 seconds'
      order by instance
      """;

  private final Jdbi jdbi;

  public ReadSecrets(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// What one instance takes.
  ///
  /// @param previous empty: none but the current one
  public record Prints(String current, String previous) {}

  /// A running instance.
  ///
  /// @param usedAgo seconds since a request last came with the secret before; empty: never
  public record Reader(String instance, Prints prints, Optional<Double> usedAgo) {}

  /// Says what an instance takes.
  ///
  /// @param used whether a request came with the previous secret since this was last said
  public void tell(String bot, String instance, Prints prints, boolean used) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(TELL)
                .bind("bot", bot)
                .bind("instance", instance)
                .bind("current", prints.current)
                .bind("previous", prints.previous)
                .bind("used", used)
                .execute());
  }

  /// Forgets an instance that stops.
  public void leave(String instance) {
    jdbi.useHandle(handle -> handle.createUpdate(LEAVE).bind("instance", instance).execute());
  }

  /// The instances that said something of a bot within the last ten seconds.
  public List<Reader> running(String bot) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ALL)
                .bind("bot", bot)
                .map(
                    (row, _) ->
                        new Reader(
                            row.getString("instance"),
                            new Prints(
                                row.getString("current_print"), row.getString("previous_print")),
                            Optional.ofNullable(row.getObject("used_ago", Double.class))))
                .list());
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import io.prometheus.client.Counter;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The list of calls that Telegram may have received although nobody knows (`sender.unknowns`): for
/// people, who can look. Thread-safe; waits for the database.
final class Unknowns {
  private static final Logger log = LoggerFactory.getLogger(Unknowns.class);

  private final Jdbi jdbi;
  private final InstantSource clock;
  private final Counter counted;

  /// @param counted with the labels `bot` and `policy`
  Unknowns(Jdbi jdbi, InstantSource clock, Counter counted) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.counted = counted;
  }

  /// Lists a call; once more for the same command counts it again.
  void add(Command command, String cause) {
    var policy = command.call().repeat().name();
    counted.labels(command.bot(), policy).inc();
    log.atWarn()
        .addKeyValue("command", command.id())
        .addKeyValue("method", command.call().method())
        .addKeyValue("policy", policy)
        .log("a call may have been carried out: {}", cause);
    try {
      jdbi.useHandle(
          handle ->
              handle
                  .createUpdate(
                      """
                      insert into sender.unknowns
                        (command, bot, record_key, lane, method, policy, cause, first_at, last_at)
                      values (:command, :bot, :key, :lane, :method, :policy, :cause, :at, :at)
                      on conflict (command) do update
                        set calls = unknowns.calls + 1, cause = excluded.cause,
                          last_at = excluded.last_at
                      """)
                  .bind("command", command.id())
                  .bind("bot", command.bot())
                  .bind("key", command.key().toString())
                  .bind("lane", command.lane().label())
                  .bind("method", command.call().method())
                  .bind("policy", policy)
                  .bind("cause", cause)
                  .bind("at", clock.instant())
                  .execute());
    } catch (JdbiException e) {
      // the result, the metric and the log still say it
      log.atWarn()
          .addKeyValue("command", command.id())
          .addKeyValue("error_type", e.getClass().getName())
          .log("an unknown call is not on the list");
    }
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.polling;

import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/// Which instance polls a bot: rows of `ingress.poller_leases`, by the database's clock. Only one
/// instance has a bot's lease, but a paused one may think that it still has it; that loses nothing,
/// since updates are confirmed to Telegram only after Kafka has them. Thread-safe; each method is
/// one statement and blocks on it.
final class Leases {
  private static final String TAKE =
      """
      insert into ingress.poller_leases as lease (bot, instance, held_until)
      select bot, :instance, now() + interval '6 seconds'
      from unnest(:bots) as bot
      order by bot
      on conflict (bot) do update
      set instance = excluded.instance, held_until = excluded.held_until
      where lease.instance = excluded.instance or lease.held_until < now()
      returning bot
      """;

  private static final String GIVE_BACK =
      """
      delete from ingress.poller_leases where instance = :instance and bot = any(:bots)
      """;

  private final Jdbi jdbi;
  private final String instance;

  /// @param instance this instance's name, which no other running one has
  Leases(Jdbi jdbi, String instance) {
    this.jdbi = jdbi;
    this.instance = instance;
  }

  /// Takes or renews, for 6 s, the leases of all these bots that nobody else has.
  ///
  /// @return the bots whose lease is ours now
  /// @throws org.jdbi.v3.core.JdbiException where the database did not answer
  Set<String> take(List<String> bots) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(TAKE)
                .bind("instance", instance)
                .bindArray("bots", String.class, bots)
                .mapTo(String.class)
                .set());
  }

  /// Gives leases back before they end; those of others stay.
  void giveBack(List<String> bots) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(GIVE_BACK)
                .bind("instance", instance)
                .bindArray("bots", String.class, bots)
                .execute());
  }
}

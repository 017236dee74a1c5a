// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// The table `dispatcher.kept_texts`. One statement to keep, one to find; keeping sweeps away a few
/// rows whose time has come. Thread-safe.
final class KeptTexts implements Keep {
  private static final String KEEP =
      """
      with swept as (
        delete from dispatcher.kept_texts where (bot, token) in (
          select bot, token from dispatcher.kept_texts where kept_until < :now
          order by kept_until limit 20 for update skip locked))
      insert into dispatcher.kept_texts as kept (bot, token, content, kept_until)
      values (:bot, :token, :content, :until)
      on conflict (bot, token) do update
      set content = excluded.content, kept_until = greatest(kept.kept_until, excluded.kept_until)
      """;
  private static final String FIND =
      """
      select content from dispatcher.kept_texts
      where bot = :bot and token = :token and kept_until >= :now
      """;

  private final Jdbi jdbi;
  private final InstantSource clock;

  KeptTexts(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  @Override
  public void keep(String bot, String token, String content, Duration life) {
    var now = now();
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(KEEP)
                .bind("bot", bot)
                .bind("token", token)
                .bind("content", content)
                .bind("now", now)
                .bind("until", now.plus(life))
                .execute());
  }

  @Override
  public Optional<String> find(String bot, String token) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(FIND)
                .bind("bot", bot)
                .bind("token", token)
                .bind("now", now())
                .mapTo(String.class)
                .findOne());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}

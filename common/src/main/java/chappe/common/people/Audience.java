// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.people;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/// Whom a bot can write to. Thread-safe; waits for the database.
public final class Audience {
  private static final String LANGUAGE = "language:";

  private final PeopleTables tables;

  /// @param jdbi of a database in which `common` is migrated
  public Audience(Jdbi jdbi) {
    this.tables = new PeopleTables(jdbi);
  }

  /// The chats of a segment, some thousands at a time: `users` (who has registered, is active and
  /// has not blocked the bot), `language:xx` (those of them who speak it), `groups` (where the bot
  /// is), `all` (users and groups).
  ///
  /// @return false where there is no such segment
  public boolean each(String bot, String segment, Consumer<List<Long>> chats) {
    boolean language = segment.startsWith(LANGUAGE) && segment.length() > LANGUAGE.length();
    boolean all = segment.equals("all");
    if (all || language || segment.equals("users")) {
      tables.reachableUsers(
          bot,
          language ? Optional.of(segment.substring(LANGUAGE.length())) : Optional.empty(),
          chats);
    }
    if (all || segment.equals("groups")) {
      tables.activeChats(bot, chats);
    }
    return all || language || segment.equals("users") || segment.equals("groups");
  }

  /// Those of these chats that take nothing from the bot, as far as is known.
  public Set<Long> closed(String bot, Collection<Long> chats) {
    return tables.closed(bot, chats);
  }
}

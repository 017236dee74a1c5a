// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import static chappe.bot.Middlewares.cached;
import static chappe.bot.Middlewares.pages;
import static chappe.bot.Middlewares.perUser;

import chappe.bot.Context;
import chappe.bot.Routes;
import com.pengrad.telegrambot.model.request.InlineQueryResultArticle;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Inline search: `@bot words` in any chat. A search only returns what it finds; that it is kept,
/// dealt out in pages and limited is said around it.
final class Search {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  void configure(Routes on) {
    on.inline(this::search)
        .with(cached(Duration.ofMinutes(5)))
        .with(pages(10))
        .with(perUser(30, MINUTE));
  }

  private List<InlineQueryResultArticle> search(Context context) {
    var words = context.query().toUpperCase(Locale.ROOT);
    return IntStream.rangeClosed(1, 25)
        .mapToObj(
            it -> new InlineQueryResultArticle("r" + it, words + " " + it, words + " number " + it))
        .toList();
  }
}

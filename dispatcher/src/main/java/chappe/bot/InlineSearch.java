// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import com.pengrad.telegrambot.model.request.InlineQueryResult;
import java.util.List;

/// Finds results for what somebody types after the bot's name; given to [Routes#inline].
@FunctionalInterface
public interface InlineSearch {
  /// Searches for [Context#query], which is not blank. Like a [Handler] it may block and is called
  /// again after a failure; it is interrupted in time for an empty answer. What it returns is
  /// answered to the person: all of it, in pages.
  ///
  /// @return may be empty; each result with an id of its own
  List<? extends InlineQueryResult<?>> search(Context context) throws Exception;
}

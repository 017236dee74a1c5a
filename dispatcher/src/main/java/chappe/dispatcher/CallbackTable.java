// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The routes of buttons by the form of their data. Those that can fit are found by the first word
/// of the data, so many routes cost no more than a few. Filled by one thread, then only read.
final class CallbackTable {
  private final List<Entry> all = new ArrayList<>();
  private final Map<String, List<Entry>> byFirstWord = new HashMap<>();
  private List<Entry> others = List.of();

  private record Entry(CallbackPattern pattern, RegisteredRoute route) {}

  /// A route and what its places stand for.
  record Found(RegisteredRoute route, Parameters parameters) {}

  void add(CallbackPattern pattern, RegisteredRoute route) {
    all.add(new Entry(pattern, route));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /// Ends the registration.
  ///
  /// @throws IllegalArgumentException where one stands in the way of another
  void fix() {
    for (Entry entry : all) {
      entry.pattern.firstWord().ifPresent(it -> byFirstWord.putIfAbsent(it, new ArrayList<>()));
    }
    others = all.stream().filter(it -> it.pattern.firstWord().isEmpty()).toList();
    byFirstWord.replaceAll(
        (word, _) ->
            all.stream()
                .filter(it -> it.pattern.firstWord().map(word::equals).orElse(true))
                .toList());
    for (int later = 1; later < all.size(); later++) {
      var pattern = all.get(later).pattern.toString();
      if (all.subList(0, later).stream()
          .anyMatch(it -> !it.route.isFiltered() && it.pattern.toString().equals(pattern))) {
        throw new IllegalArgumentException("the callback '" + pattern + "' is registered twice");
      }
    }
  }

  /// The first route whose form the data have and that may take the update.
  Optional<Found> first(String data, IncomingUpdate update) {
    for (Entry entry : byFirstWord.getOrDefault(CallbackPattern.firstWord(data), others)) {
      var parameters = entry.pattern.match(data);
      if (parameters.isPresent() && entry.route.accepts(update)) {
        return Optional.of(new Found(entry.route, parameters.get()));
      }
    }
    return Optional.empty();
  }
}

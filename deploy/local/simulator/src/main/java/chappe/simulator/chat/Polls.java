// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The polls of one bot: where they stand and who voted for what. Thread-safe.
public final class Polls {
  private static final int MAX = 10_000;

  private final Map<String, Place> places = Bounded.map(MAX);
  private final Map<String, Map<Long, List<Integer>>> votes = Bounded.map(MAX);

  public void sent(String poll, Place place) {
    places.put(poll, place);
  }

  public Optional<Place> place(String poll) {
    return Optional.ofNullable(places.get(poll));
  }

  /// A vote, none of the options takes it back; the poll's counts follow.
  public synchronized void vote(ObjectNode poll, long user, List<Integer> options) {
    Map<Long, List<Integer>> all =
        votes.computeIfAbsent(poll.path("id").asText(), _ -> new TreeMap<>());
    if (options.isEmpty()) {
      all.remove(user);
    } else {
      all.put(user, List.copyOf(options));
    }
    int index = 0;
    for (JsonNode option : poll.path("options")) {
      int place = index++;
      ((ObjectNode) option)
          .put("voter_count", all.values().stream().filter(it -> it.contains(place)).count());
    }
    poll.put("total_voter_count", all.size());
  }
}

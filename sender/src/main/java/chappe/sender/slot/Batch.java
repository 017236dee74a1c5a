// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import java.util.List;
import java.util.Map;

/// What a sender asks of the books in one go. Immutable.
///
/// @param owner this run of this sender: unlike any other's and any earlier one's
/// @param lease how long the others take it for alive, in microseconds
/// @param floor how far ahead the bot's time is at least, as far as this sender knows: what is left
///   of the limit's memory where the books have lost theirs
/// @param requests in the order of their right
/// @param takeovers slots of bulk for some of the requests, by their id
record Batch(
    String bot,
    String owner,
    long lease,
    GlobalLimit limit,
    long floor,
    List<Request> requests,
    Map<String, Takeover> takeovers) {
  Batch {
    requests = List.copyOf(requests);
    takeovers = Map.copyOf(takeovers);
  }
}

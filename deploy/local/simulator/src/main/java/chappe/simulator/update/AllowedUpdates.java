// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.update;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The kinds of update that a bot wants. Immutable.
///
/// @param kinds the wanted kinds
/// @param listed whether the bot named them itself
public record AllowedUpdates(Set<UpdateKind> kinds, boolean listed) {
  /// What a bot gets that named nothing.
  static final AllowedUpdates USUAL = new AllowedUpdates(usual(), false);

  public AllowedUpdates {
    kinds = Collections.unmodifiableSet(kinds);
  }

  /// What a bot asked for: unknown names are ignored, and where none is known it is the usual.
  public static AllowedUpdates of(JsonNode names) {
    Set<UpdateKind> known = EnumSet.noneOf(UpdateKind.class);
    for (JsonNode name : names) {
      Optional<UpdateKind> kind = UpdateKind.named(name.asText());
      kind.ifPresent(known::add);
    }
    return known.isEmpty() || known.equals(usual()) ? USUAL : new AllowedUpdates(known, true);
  }

  boolean contains(UpdateKind kind) {
    return kinds.contains(kind);
  }

  /// The names as getWebhookInfo shows them.
  public List<String> names() {
    return kinds.stream().map(UpdateKind::field).toList();
  }

  private static Set<UpdateKind> usual() {
    return Arrays.stream(UpdateKind.values())
        .filter(UpdateKind::usual)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(UpdateKind.class)));
  }
}

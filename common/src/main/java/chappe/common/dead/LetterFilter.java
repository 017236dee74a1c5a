// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.dead;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which dead letters are meant. Immutable.
///
/// @param services their services
/// @param bot the bot's name
/// @param key the whole key
/// @param error the class of the exception, with its package or without
/// @param since the earliest death
public record LetterFilter(
    List<String> services,
    Optional<String> bot,
    Optional<String> key,
    Optional<String> error,
    Optional<Instant> since) {
  public LetterFilter {
    services = List.copyOf(services);
  }

  /// All letters of these services.
  public static LetterFilter of(List<String> services) {
    return new LetterFilter(
        services, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  boolean fits(DeadLetter letter) {
    return services.contains(letter.service())
        && bot.map(it -> it.equals(letter.bot())).orElse(true)
        && key.map(it -> it.equals(letter.key())).orElse(true)
        && error.map(it -> isOrEndsWith(letter.death().error(), it)).orElse(true)
        && since.map(it -> !letter.death().at().isBefore(it)).orElse(true);
  }

  private static boolean isOrEndsWith(String error, String wanted) {
    return error.equals(wanted) || error.endsWith("." + wanted) || error.endsWith("$" + wanted);
  }
}

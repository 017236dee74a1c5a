// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.update;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.record.BotAnnouncement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WantedKindsTest {
  @Test
  void aBotGetsTheKindsThatItAnnounced() {
    assertThat(kinds(false, "poll", "message").of("demo")).contains(Set.of("message", "poll"));
  }

  @Test
  void nothingIsWantedOfABotThatHasAnnouncedNothing() {
    assertThat(kinds(true, "message").of("shop")).isEmpty();
  }

  @Test
  void whatPaymentsNeedIsAddedWhereTheLineSells() {
    assertThat(kinds(true, "poll").of("demo"))
        .contains(Set.of("message", "poll", "pre_checkout_query", "shipping_query"));
  }

  @Test
  void telegramsOwnChoiceHasThoseOfPayments() {
    assertThat(kinds(true).of("demo")).contains(Set.of());
  }

  private static WantedKinds kinds(boolean payments, String... announced) {
    return new WantedKinds(
        bot ->
            Optional.of(announcement(announced))
                .filter(announcement -> announcement.bot().equals(bot)),
        payments);
  }

  private static BotAnnouncement announcement(String... kinds) {
    return new BotAnnouncement(
        1, "demo", List.of(kinds), List.of(), List.of(), false, "1.0", Instant.EPOCH);
  }
}

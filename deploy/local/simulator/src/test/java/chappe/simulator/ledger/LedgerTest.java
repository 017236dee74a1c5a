// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LedgerTest {
  @Test
  void keepsTheLatestCallsWithinItsNumber() {
    Ledger ledger = new Ledger(5_000, 1L << 30);
    for (int each = 1; each <= 12_345; each++) {
      ledger.add(entry("sendMessage", Integer.toString(each)));
    }
    List<Call> kept = ledger.calls(CallFilter.ALL, Integer.MAX_VALUE);
    assertThat(kept).hasSize(5_000);
    assertThat(kept.getFirst().number()).isEqualTo(7_346);
    assertThat(kept.getFirst().chat()).isEqualTo("7346");
    assertThat(kept.getLast().chat()).isEqualTo("12345");
  }

  @Test
  void keepsTheLatestCallsWithinItsBytes() {
    Ledger ledger = new Ledger(1_000_000, 100L * entry("getMe", "1").bytes());
    for (int each = 0; each < 500; each++) {
      ledger.add(entry("getMe", "1"));
    }
    assertThat(ledger.calls(CallFilter.ALL, Integer.MAX_VALUE)).hasSize(100);
    assertThat(ledger.last()).isEqualTo(500);
  }

  @Test
  void findsByBotMethodChatAndNumber() {
    Ledger ledger = new Ledger(100, 1L << 20);
    ledger.add(entry("sendMessage", "1"));
    ledger.add(entry("sendMessage", "2"));
    ledger.add(entry("sendPhoto", "2"));
    assertThat(ledger.calls(CallFilter.method("sendmessage").chat(2), 10)).hasSize(1);
    assertThat(ledger.calls(CallFilter.ALL.bot(9).chat(2), 10)).hasSize(2);
    assertThat(ledger.calls(CallFilter.ALL.bot(8), 10)).isEmpty();
    assertThat(ledger.calls(CallFilter.ALL.after(2), 10))
        .extracting(Call::number)
        .containsExactly(3L);
  }

  @Test
  void numbersGoOnAfterForgetting() {
    Ledger ledger = new Ledger(100, 1L << 20);
    ledger.add(entry("getMe", "1"));
    ledger.clear();
    ledger.add(entry("getMe", "2"));
    assertThat(ledger.calls(CallFilter.ALL, 10)).extracting(Call::number).containsExactly(2L);
  }

  @Test
  void whoeverWaitsGetsTheCallsAsSoonAsTheyAreThere() throws InterruptedException {
    Ledger ledger = new Ledger(100, 1L << 20);
    CompletableFuture<Void> adding =
        CompletableFuture.runAsync(
            () -> {
              for (int each = 0; each < 10; each++) {
                ledger.add(entry("sendMessage", "1"));
              }
            });
    assertThat(ledger.await(CallFilter.method("sendMessage"), 10, Duration.ofSeconds(10)))
        .hasSize(10);
    assertThat(ledger.await(CallFilter.method("sendMessage"), 11, Duration.ofMillis(20)))
        .hasSize(10);
    adding.join();
  }

  private static Entry entry(String method, String chat) {
    byte[] json = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
    return new Entry(Instant.EPOCH, 9, method, chat, json, 200, json, Duration.ofMillis(1), false);
  }
}

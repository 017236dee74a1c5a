// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StrictModeIT {
  private final Simulator simulator = Simulator.start();
  private final Caller caller = new Caller(simulator);

  @AfterEach
  void close() {
    caller.close();
    simulator.close();
  }

  @Test
  void aGroupsTwentyFirstMessageIsRefusedInBodyAndHeader() {
    assertThat(caller.post("/sim/limits", "{\"strict\":true}").status()).isEqualTo(200);
    for (int message = 0; message < 20; message++) {
      assertThat(send(-7).status()).isEqualTo(200);
    }
    Caller.Answered refused = send(-7);
    assertThat(refused.status()).isEqualTo(429);
    String seconds = refused.body().at("/parameters/retry_after").asText();
    assertThat(Integer.parseInt(seconds)).isBetween(1, 57);
    assertThat(refused.retryAfter()).isEqualTo(Optional.of(seconds));
    assertThat(refused.body().path("description").asText())
        .isEqualTo("Too Many Requests: retry after " + seconds);
    assertThat(caller.get("/sim/limits").body().at("/refused/group").asInt()).isEqualTo(1);
    assertThat(caller.get("/sim/chats/-7/messages?bot=42").body().path("messages")).hasSize(20);
  }

  @Test
  void whoeverHasJustWrittenIsAnsweredBesideBulk() {
    simulator.say("42:token", 900, "hello");
    caller.post("/sim/limits", "{\"strict\":true,\"bulk_window_ms\":60000}");
    for (int chat = 1; chat <= 30; chat++) {
      assertThat(send(chat).status()).isEqualTo(200);
    }
    assertThat(send(31).status()).isEqualTo(429);
    assertThat(send(900).status()).isEqualTo(200);
    caller.post("/sim/limits", "{\"strict\":false}");
    assertThat(send(31).status()).isEqualTo(200);
  }

  private Caller.Answered send(long chat) {
    return caller.get("/bot42:token/sendMessage?text=a&chat_id=" + chat);
  }
}

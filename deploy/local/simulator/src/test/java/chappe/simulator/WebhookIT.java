// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.simulator.ledger.Call;
import chappe.simulator.ledger.CallFilter;
import chappe.simulator.ledger.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookIT {
  private static final String TOKEN = "42:webhook";

  private final SettableClock clock = new SettableClock();
  private final Simulator simulator = Simulator.start(SimulatorOptions.DEFAULTS.clock(clock));
  private final Caller caller = new Caller(simulator);
  private final Hook hook = hook();

  @BeforeEach
  void setWebhook() {
    assertThat(
            caller
                .post(
                    "/bot" + TOKEN + "/setWebhook",
                    "{\"url\":\"%s\",\"secret_token\":\"s3cret\"}".formatted(hook.url()))
                .status())
        .isEqualTo(200);
  }

  @AfterEach
  void close() {
    caller.close();
    simulator.close();
    hook.close();
  }

  @Test
  void postsOneUpdateAsJsonWithTheSecret() {
    long update = simulator.say(TOKEN, 5, "hello");
    awaitTexts("hello");
    Hook.Got got = hook.got().getFirst();
    assertThat(got.method()).isEqualTo("POST");
    assertThat(got.type()).isEqualTo("application/json");
    assertThat(got.secret()).isEqualTo("s3cret");
    assertThat(got.body().path("update_id").asLong()).isEqualTo(update);
    assertThat(got.body().path("message").path("chat").path("type").asText()).isEqualTo("private");
    await().until(() -> simulator.pending(TOKEN) == 0);
  }

  @Test
  void aRefusedUpdateHoldsItsChatAloneAndComesBackOnSchedule() {
    simulator.say(TOKEN, 9, "warm up");
    awaitTexts("warm up");
    hook.next(503, "");
    hook.next(503, "");
    simulator.say(TOKEN, 5, "one");
    await().until(() -> hook.got().size() == 3);
    simulator.say(TOKEN, 5, "two");
    simulator.say(TOKEN, 6, "other");
    awaitTexts("warm up", "one", "one", "other");
    assertThat(simulator.updates(TOKEN).failure().orElseThrow().reason())
        .isEqualTo("Wrong response from the webhook: 503 Service Unavailable");
    clock.advance(Duration.ofSeconds(2));
    awaitTexts("warm up", "one", "one", "other", "one", "two");
  }

  @Test
  void noMorePostsAreOpenThanTheBotAllows() {
    clock.advance(Duration.ofSeconds(1));
    caller.post(
        "/bot" + TOKEN + "/setWebhook",
        "{\"url\":\"%s\",\"max_connections\":3}".formatted(hook.url()));
    simulator.say(TOKEN, 9, "warm up");
    awaitTexts("warm up");
    await().until(() -> simulator.pending(TOKEN) == 0);
    hook.hold();
    for (int chat = 10; chat < 30; chat++) {
      simulator.say(TOKEN, chat, "one of many");
    }
    await().until(() -> hook.open() == 3);
    hook.release();
    await().until(() -> hook.got().size() == 21);
    assertThat(hook.mostOpen()).isEqualTo(3);
  }

  @Test
  void aRetryAfterIsHonoured() {
    hook.nextRetryAfter(500, 30);
    simulator.say(TOKEN, 5, "one");
    awaitTexts("one");
    clock.advance(Duration.ofSeconds(29));
    simulator.say(TOKEN, 6, "other");
    awaitTexts("one", "other");
    clock.advance(Duration.ofSeconds(1));
    awaitTexts("one", "other", "one");
  }

  @Test
  void manyUpdatesOfManyChatsKeepTheirOrderPerChat() {
    List<List<String>> expected = new ArrayList<>();
    for (int chat = 1; chat <= 20; chat++) {
      expected.add(new ArrayList<>());
    }
    for (int each = 0; each < 400; each++) {
      int chat = each % 20;
      String text = chat + ":" + each;
      expected.get(chat).add(text);
      simulator.say(TOKEN, chat + 1, text);
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> hook.got().size() == 400);
    for (int chat = 0; chat < 20; chat++) {
      String mine = chat + ":";
      assertThat(hook.texts()).filteredOn(it -> it.startsWith(mine)).isEqualTo(expected.get(chat));
    }
  }

  @Test
  void aMethodInTheAnswerIsCarriedOut() {
    hook.next(200, "{\"method\":\"sendMessage\",\"chat_id\":5,\"text\":\"at once\"}");
    hook.next(200, "{\"method\":\"getMe\"}");
    simulator.say(TOKEN, 5, "hello");
    simulator.say(TOKEN, 5, "again");
    awaitTexts("hello", "again");
    List<Call> calls =
        simulator.awaitCalls(CallFilter.method("sendMessage"), 1, Duration.ofSeconds(10));
    assertThat(calls).singleElement().matches(Call::webhook).matches(Call::ok);
    assertThat(simulator.calls(CallFilter.method("getMe"))).isEmpty();
  }

  @Test
  void anAnswerLostOnItsWayMeansTheUpdateComesAgain() {
    simulator.fault(Fault.on("webhook").lost(Fault.Drop.AFTER));
    simulator.say(TOKEN, 5, "hello");
    awaitTexts("hello", "hello");
    assertThat(hook.got().get(0).body()).isEqualTo(hook.got().get(1).body());
  }

  @Test
  void anUnreachableWebhookIsToldInItsInfo() {
    hook.close();
    simulator.say(TOKEN, 5, "hello");
    await().until(() -> simulator.updates(TOKEN).failure().isPresent());
    var info = caller.get("/bot" + TOKEN + "/getWebhookInfo").body().path("result");
    assertThat(info.path("pending_update_count").asInt()).isEqualTo(1);
    assertThat(info.path("last_error_message").asText()).isEqualTo("Connection refused");
    assertThat(info.path("last_error_date").asLong()).isEqualTo(clock.instant().getEpochSecond());
  }

  private void awaitTexts(String... texts) {
    await().atMost(Duration.ofSeconds(10)).until(() -> hook.texts().equals(List.of(texts)));
  }

  private static Hook hook() {
    try {
      return new Hook();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

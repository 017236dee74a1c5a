// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.HttpFailure;
import chappe.bot.HttpReply;
import chappe.bot.HttpService;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnServicesTest {
  private static final URI ADDRESS = URI.create("https://shop.example.org/v1/");

  private final Deque<Object> answers = new ArrayDeque<>();
  private final List<Transport.Request> requests = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private long nanos;
  private int keys;
  private final OwnServices services =
      new OwnServices(this::carry, new Patience(() -> nanos, this::pass));

  @Test
  void aCallHasItsAddressParametersHeadersAndBody() throws Exception {
    services.declare("shop", ADDRESS).header("Authorization", "Bearer x");
    answers.add(HttpReply.of(201, "{\"order_id\":7}"));

    record Ordered(long orderId) {}
    var ordered =
        shop()
            .post("/orders/{}/lines", "a b/c+")
            .query("q", "x & y")
            .query("page", 2)
            .body(Map.of("item", "tea"))
            .send()
            .as(Ordered.class);

    assertThat(ordered).isEqualTo(new Ordered(7));
    var request = requests.getFirst();
    assertThat(request.uri())
        .hasToString("https://shop.example.org/v1/orders/a%20b%2Fc%2B/lines?q=x+%26+y&page=2");
    assertThat(request.headers())
        .containsEntry("Authorization", "Bearer x")
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Idempotency-Key", "key-1");
    assertThat(request.body()).asString().isEqualTo("{\"item\":\"tea\"}");
    assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void whatFailsOnTheWayIsTriedThreeTimesWithTheSameKey() throws Exception {
    services.declare("shop", ADDRESS);
    answers.add(HttpReply.of(503, ""));
    answers.add(new ConnectException("refused"));
    answers.add(HttpReply.of(200, "at last"));

    assertThat(shop().post("orders").send().text()).isEqualTo("at last");

    assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(requests)
        .hasSize(3)
        .allSatisfy(it -> assertThat(it.headers()).containsEntry("Idempotency-Key", "key-1"));
  }

  @Test
  void afterTheLastTryTheErrorSaysWhatItWas() {
    services.declare("shop", ADDRESS).tries(2, Duration.ofSeconds(4));
    answers.add(new HttpTimeoutException("no answer"));
    answers.add(new HttpTimeoutException("no answer"));

    assertThatThrownBy(() -> shop().get("orders").send())
        .isInstanceOfSatisfying(
            HttpFailure.class,
            it -> {
              assertThat(it.service()).isEqualTo("shop");
              assertThat(it.status()).isZero();
              assertThat(it).hasMessage("shop: no answer within 30000 ms");
            });
    assertThat(waits).containsExactly(Duration.ofSeconds(4));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 429, 302})
  void whatTheServiceRefusesIsNotTriedAgain(int status) {
    services.declare("shop", ADDRESS);
    answers.add(HttpReply.of(status, "a person's words"));

    assertThatThrownBy(() -> shop().get("orders").send())
        .isInstanceOfSatisfying(
            HttpFailure.class,
            it -> {
              assertThat(it.status()).isEqualTo(status);
              assertThat(it.reply().orElseThrow().text()).isEqualTo("a person's words");
              assertThat(it).hasMessage("shop answered " + status);
            });
    assertThat(requests).hasSize(1);
  }

  @Test
  void callersWaitForTheirTurnAndAreNotRefused() throws Exception {
    services.declare("shop", ADDRESS);
    for (int i = 0; i < 25; i++) {
      answers.add(HttpReply.of(200, ""));
    }
    for (int i = 0; i < 25; i++) {
      shop().get("orders").send();
    }

    assertThat(Duration.ofNanos(nanos)).isEqualTo(Duration.ofMillis(2400));
  }

  @Test
  void turnsAreGivenInTheOrderInWhichTheyAreAskedFor() {
    var turns = new Turns(10);

    assertThat(List.of(turns.take(5), turns.take(5), turns.take(5)))
        .containsExactly(Duration.ZERO, Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(turns.take(Duration.ofMillis(250).toNanos() + 5)).isEqualTo(Duration.ofMillis(50));
    assertThat(turns.take(Duration.ofSeconds(9).toNanos())).isEqualTo(Duration.ZERO);
  }

  @Test
  void argumentsAreCutBeforeTheyAreLogged() {
    var address = new Address("orders/{}", "x".repeat(300));
    address.parameter("q", "y".repeat(300));

    assertThat(address.positional()).containsExactly("x".repeat(200));
    assertThat(address.named()).containsExactly("q=" + "y".repeat(100));
  }

  @Test
  void aSlipInTheDeclarationIsToldAtOnce() {
    services.declare("shop", ADDRESS);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> services.declare("shop", ADDRESS))
        .withMessageContaining("twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> services.declare("other", URI.create("ftp://x")))
        .withMessageContaining("https://example.org/v1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> services.named("unknown", () -> ""))
        .withMessageContaining("services.http(");
    assertThatIllegalArgumentException().isThrownBy(() -> shop().get("orders/{}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shop().get("my orders/{}", "a person's words").send())
        .withMessage("the path 'my orders/{}' cannot stand in an address");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shop().get("orders").header("Authorization", "secret\n"))
        .withMessage("the value of the header 'Authorization' has a character that none has");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> services.declare("x", ADDRESS).perSecond(0))
        .withMessageContaining("1 to 1000");
  }

  private HttpService shop() {
    return services.named("shop", () -> "key-" + ++keys);
  }

  private HttpReply carry(Transport.Request request) throws IOException {
    requests.add(request);
    var answer = answers.remove();
    if (answer instanceof IOException e) {
      throw e;
    }
    return (HttpReply) answer;
  }

  private void pass(Duration duration) {
    waits.add(duration);
    nanos += duration.toNanos();
  }
}

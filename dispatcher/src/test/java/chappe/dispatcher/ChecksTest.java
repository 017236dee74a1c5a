// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.CheckoutCheck.Decision;
import chappe.common.consumer.BadRecordException;
import chappe.common.json.Json;
import chappe.common.record.Check;
import chappe.common.record.Topic;
import chappe.common.record.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private final OneBot bot =
      OneBot.with(
          on -> {
            on.text(context -> context.session().put("stock", 1));
            on.checkout(
                "premium",
                checkout ->
                    checkout.remembered("stock", Integer.class).orElse(0) > 0
                        ? Decision.accept()
                        : Decision.refuse("Sold out: " + checkout.order().data().asText()));
            on.checkout(
                "broken",
                _ -> {
                  throw new IllegalStateException("asked to");
                });
          });

  @Test
  void aVerdictIsAllThatACheckEmits() throws Exception {
    var out = ask("premium", OneBot.RECEIVED.plusSeconds(8)).only();

    assertThat(out.topic()).isEqualTo(Topic.VERDICTS);
    assertThat(out.key()).isEqualTo("demo:42");
    assertThat(out.type()).isEqualTo("verdict");
    assertThat(Json.read(out.value(), Verdict.class))
        .isEqualTo(new Verdict(1, "demo:1001", "q1", false, "Sold out: a"));
  }

  @Test
  void itSeesWhatTheChatRemembers() throws Exception {
    bot.handle(Updates.text("fill the shelf"));

    var verdict =
        Json.read(ask("premium", OneBot.RECEIVED.plusSeconds(8)).only().value(), Verdict.class);

    assertThat(verdict.accepted()).isTrue();
    assertThat(verdict.reason()).isNull();
  }

  @Test
  void afterItsDeadlineNobodyIsAsked() throws Exception {
    assertThat(ask("premium", OneBot.RECEIVED.plusSeconds(3)).all()).isEmpty();
    assertThat(bot.metric("chappe_dispatcher_late_checks_total")).isEqualTo(1);
  }

  @Test
  void aCheckThatTheBotDoesNotHaveIsIgnored() throws Exception {
    assertThat(ask("other", OneBot.RECEIVED.plusSeconds(8)).all()).isEmpty();
  }

  @Test
  void whatItThrowsIsTriedAgain() {
    assertThatThrownBy(() -> ask("broken", OneBot.RECEIVED.plusSeconds(8)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(bot.metric("bot_errors_total", "bot", "demo", "error_type", "IllegalStateException"))
        .isEqualTo(1);
  }

  @Test
  void whatIsNoCheckIsPutAside() {
    assertThatThrownBy(() -> bot.handle("chappe.checks", "check", "demo:42", "[]"))
        .isInstanceOf(BadRecordException.class);
  }

  private Emitted ask(String name, Instant deadline) throws Exception {
    var check = new Check(1, name, "q1", "o1", 42, "XTR", 5, deadline, Json.tree((Object) "a"));
    var json = new String(Json.bytes(check), StandardCharsets.UTF_8);
    return bot.handle("chappe.checks", "check", "demo:42", json);
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.simulator.ledger.Call;
import chappe.simulator.ledger.CallFilter;
import com.pengrad.telegrambot.TelegramBot;
import com.pengrad.telegrambot.UpdatesListener;
import com.pengrad.telegrambot.model.Update;
import com.pengrad.telegrambot.request.GetMe;
import com.pengrad.telegrambot.request.SendMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherClientIT {
  private static final String TOKEN = "4242:a-client-of-another-project";

  @Test
  void aClientOfAnotherProjectPollsAndAnswers() {
    try (Simulator simulator = Simulator.start()) {
      TelegramBot bot = new TelegramBot.Builder(TOKEN).apiUrl(simulator.url() + "/bot").build();
      try {
        assertThat(bot.execute(new GetMe()).user().isBot()).isTrue();
        bot.setUpdatesListener(
            updates -> {
              updates.forEach(update -> answer(bot, update));
              return UpdatesListener.CONFIRMED_UPDATES_ALL;
            });

        simulator.say(TOKEN, 77, "ping");
        simulator.say(TOKEN, 78, "pong");

        List<Call> sent =
            simulator.awaitCalls(CallFilter.method("sendMessage"), 2, Duration.ofSeconds(20));
        assertThat(sent).extracting(Call::chat).containsExactly("77", "78");
        assertThat(sent).extracting(Call::text).containsExactly("you said ping", "you said pong");
        assertThat(sent).allMatch(Call::ok);
        assertThat(simulator.messages(TOKEN, 77))
            .extracting(message -> message.path("text").asText())
            .containsExactly("ping", "you said ping");
      } finally {
        bot.removeGetUpdatesListener();
        bot.shutdown();
      }
    }
  }

  private static void answer(TelegramBot bot, Update update) {
    long chat = update.message().chat().id();
    bot.execute(new SendMessage(chat, "you said " + update.message().text()));
  }
}

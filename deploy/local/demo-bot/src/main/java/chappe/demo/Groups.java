// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import static chappe.bot.ChatType.GROUP;
import static chappe.bot.ChatType.SUPERGROUP;
import static chappe.bot.Filters.chats;

import chappe.bot.Context;
import chappe.bot.Routes;
import com.pengrad.telegrambot.model.request.InputPollOption;
import com.pengrad.telegrambot.request.ApproveChatJoinRequest;
import com.pengrad.telegrambot.request.SendMessage;
import com.pengrad.telegrambot.request.SendPoll;
import java.util.List;

/// What happens in groups and channels beside texts. An update of any kind has a route; a request
/// of the Bot API that has no short form here goes by send.
final class Groups {
  private Groups() {}

  static void on(Routes on) {
    on.command("poll", "ask everybody", Groups::poll);
    on.pollAnswer(Groups::voted);
    on.newMembers(context -> context.reply("Welcome!")).when(chats(GROUP, SUPERGROUP));
    on.leftMember(context -> context.reply("Farewell.")).when(chats(GROUP, SUPERGROUP));
    on.reaction(context -> context.reply("I saw that."));
    on.joinRequest(Groups::letIn);
    on.channelPost(context -> context.reply("A fine post.")).when(it -> it.text().endsWith("!"));
    on.blocked((context, it) -> context.metrics().count("blocked"));
    on.myMember(context -> context.metrics().count("membership"));
  }

  private static void poll(Context context) {
    context.send(
        new SendPoll(
                context.chat().id(),
                "Tea or coffee?",
                List.of(new InputPollOption("Tea"), new InputPollOption("Coffee")))
            .isAnonymous(false));
  }

  /// A vote belongs to nobody's chat: the answer goes to the voter's own.
  private static void voted(Context context) {
    context.send(new SendMessage(context.user().id(), "Thank you for voting."));
  }

  private static void letIn(Context context) {
    context.send(new ApproveChatJoinRequest(context.chat().id(), context.user().id()));
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.simulator.chat.BotAccount;
import chappe.simulator.chat.World;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Answers every call: what the table says of it first, then its own handler where it has one, else
/// a plausible result of its type. Thread-safe; only getUpdates waits.
public final class Methods {
  private final MethodTable table = new MethodTable();
  private final Map<String, Asked.Handler> handlers = new HashMap<>();
  private final ParameterCheck check;
  private final Reach reach;
  private final PlainMethods plain;

  public Methods(World world) {
    this.check = new ParameterCheck(table, world.directory());
    this.reach = new Reach(world);
    this.plain = new PlainMethods(world, table);
    MessageMethods messages = new MessageMethods(world);
    EditMethods edits = new EditMethods(world);
    WebhookMethods webhook = new WebhookMethods();
    QueryMethods queries = new QueryMethods(world);
    OwnMethods own = new OwnMethods(world);
    table.names().stream()
        .flatMap(name -> table.method(name).stream())
        .filter(method -> !method.content().isMissingNode())
        .forEach(method -> on(method.name(), messages::send));
    on("sendMediaGroup", messages::sendAlbum);
    on("forwardMessage", messages::forward);
    on("copyMessage", messages::copy);
    on("forwardMessages", messages::copyAll);
    on("copyMessages", messages::copyAll);
    on("sendChatAction", messages::action);
    on("editMessageText", edits::edit);
    on("editMessageCaption", edits::edit);
    on("editMessageMedia", edits::edit);
    on("editMessageReplyMarkup", edits::edit);
    on("editMessageLiveLocation", edits::edit);
    on("stopMessageLiveLocation", edits::edit);
    on("deleteMessage", edits::delete);
    on("deleteMessages", edits::deleteAll);
    on("setWebhook", webhook::set);
    on("deleteWebhook", webhook::delete);
    on("getWebhookInfo", webhook::state);
    on("getUpdates", webhook::updates);
    on("answerCallbackQuery", queries::callback);
    on("answerInlineQuery", queries::inline);
    on("getMe", own::me);
    on("setMyCommands", own::setCommands);
    on("getMyCommands", own::commands);
    on("deleteMyCommands", own::deleteCommands);
    on("setMyName", own::remember);
    on("setMyDescription", own::remember);
    on("setMyShortDescription", own::remember);
    on("getMyName", own::recall);
    on("getMyDescription", own::recall);
    on("getMyShortDescription", own::recall);
    on("getChat", own::chat);
    members(new MemberMethods(world));
    payments(new InvoiceMethods(world), new StarMethods(world));
    PollMethods polls = new PollMethods(world);
    on("sendPoll", polls::send);
    on("stopPoll", polls::stop);
    on("setMessageReaction", new ReactionMethods(world)::set);
    on("getFile", new FileMethods(world)::file);
  }

  private void payments(InvoiceMethods invoices, StarMethods stars) {
    on("sendInvoice", invoices::send);
    on("createInvoiceLink", invoices::link);
    on("answerShippingQuery", invoices::shipping);
    on("answerPreCheckoutQuery", invoices::preCheckout);
    on("refundStarPayment", stars::refund);
    on("getMyStarBalance", stars::balance);
    on("getStarTransactions", stars::transactions);
    on("editUserStarSubscription", stars::subscription);
  }

  private void members(MemberMethods members) {
    on("getChatMember", members::member);
    on("getChatAdministrators", members::administrators);
    on("getChatMemberCount", members::count);
    on("banChatMember", members::ban);
    on("unbanChatMember", members::unban);
    on("restrictChatMember", members::restrict);
    on("promoteChatMember", members::promote);
    on("approveChatJoinRequest", members::approve);
    on("declineChatJoinRequest", members::decline);
    on("leaveChat", members::leave);
  }

  /// Carries out a call.
  ///
  /// @param method its name in any case
  /// @throws InterruptedException where a waiting getUpdates is interrupted
  public Answer answer(BotAccount bot, String method, Parameters parameters)
      throws InterruptedException {
    Optional<MethodShape> shape = table.method(method);
    if (shape.isEmpty()) {
      return Answer.refused(404, "Not Found");
    }
    Optional<Answer.Refused> wrong = check.check(shape.get(), parameters);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    Optional<Answer.Refused> unreachable = reach.check(bot, shape.get(), parameters);
    if (unreachable.isPresent()) {
      return unreachable.get();
    }
    return handlers
        .getOrDefault(shape.get().name(), plain::answer)
        .answer(new Asked(bot, shape.get(), parameters));
  }

  /// A method's proper name, or the name as it was given where there is none such.
  public String name(String method) {
    return table.method(method).map(MethodShape::name).orElse(method);
  }

  /// How many messages a call sends, 0 for one that sends none.
  public int messages(String method, Parameters parameters) {
    return switch (method) {
      case "sendMediaGroup" -> Math.max(1, parameters.json("media").size());
      case "forwardMessages", "copyMessages" -> Math.max(1, parameters.json("message_ids").size());
      case "forwardMessage", "copyMessage" -> 1;
      default ->
          table.method(method).filter(it -> !it.content().isMissingNode()).isPresent() ? 1 : 0;
    };
  }

  /// Whether a method may come in the answer to a webhook's request.
  public static boolean allowedInWebhook(String method) {
    String name = method.toLowerCase(Locale.ROOT);
    return !name.startsWith("get")
        && !Set.of("", "setwebhook", "deletewebhook", "close", "logout").contains(name);
  }

  private void on(String method, Asked.Handler handler) {
    handlers.put(method, handler);
  }
}

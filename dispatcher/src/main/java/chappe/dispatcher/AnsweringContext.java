// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Kind;
import chappe.bot.Media;
import chappe.bot.Outgoing;
import chappe.common.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pengrad.telegrambot.request.BaseRequest;
import java.util.List;

/// One call of a handler: what it answers, at its end and before. Confined to that call.
abstract class AnsweringContext extends TakenUpdate {
  final Outbox outbox;
  final Surroundings surroundings;
  private final EarlySends early;

  AnsweringContext(
      Origin origin,
      IncomingUpdate update,
      RouteTable.Taken taken,
      Outbox outbox,
      EarlySends early,
      Surroundings surroundings) {
    super(origin, update, taken);
    this.outbox = outbox;
    this.early = early;
    this.surroundings = surroundings;
  }

  @Override
  public final Outgoing reply(String text) {
    var address = ReplyAddress.of(chat(), update);
    var calls =
        TextParts.of(text, surroundings.textLimit()).stream()
            .map(part -> address.deepCopy().put("text", part))
            .toList();
    return outbox.add("sendMessage", calls);
  }

  @Override
  public final Outgoing reply(Media media) {
    return add(MediaCall.of(media, ReplyAddress.of(chat(), update)));
  }

  @Override
  public final Outgoing album(Media... media) {
    return add(MediaCall.album(List.of(media), ReplyAddress.of(chat(), update)));
  }

  private Outgoing add(MediaCall call) {
    return outbox.add(call.method(), List.of(call.params()), call.files());
  }

  @Override
  public final Outgoing edit(String text) {
    return outbox.add("editMessageText", List.of(pressed().put("text", text)));
  }

  @Override
  public final Outgoing send(BaseRequest<?, ?> request) {
    var call = TypeLibrary.call(request);
    return outbox.add(request.getMethod(), List.of(call.params()), call.files());
  }

  @Override
  public final void refuse(String text, String parameter) {
    Refusal.send(text, parameter, update, outbox);
  }

  @Override
  public final void early(BaseRequest<?, ?> request) {
    var call = TypeLibrary.parameters(request);
    surroundings.tools().buttons().shorten(bot(), call);
    early.send(request.getMethod(), call);
  }

  @Override
  public final void typing() {
    early.typing(ReplyAddress.of(chat(), update));
  }

  @Override
  public final void progress(String text) {
    early.send("editMessageText", pressed().put("text", text));
  }

  /// The message whose button was pressed, as calls that edit it name it.
  private ObjectNode pressed() {
    var inline = update.payload().path("inline_message_id").asText("");
    if (!inline.isEmpty()) {
      return Json.object().put("inline_message_id", inline);
    }
    var message = update.payload().path("message").path("message_id");
    if (!update.kind().equals(Kind.CALLBACK_QUERY) || !message.isIntegralNumber()) {
      throw lacks("message with a button");
    }
    return Json.object().put("chat_id", chat().id()).put("message_id", message.longValue());
  }

  @Override
  public final Outgoing answer(String text) {
    if (!update.kind().equals(Kind.CALLBACK_QUERY)) {
      throw lacks("button");
    }
    var call = Json.object().put("callback_query_id", update.payload().path("id").asText(""));
    return outbox.add(
        "answerCallbackQuery", List.of(text.isEmpty() ? call : call.put("text", text)));
  }

  /// Tells the person at once that it did not work; nothing where there is no chat.
  final void apologise(String text) {
    update
        .chat()
        .ifPresent(it -> early.send("sendMessage", ReplyAddress.of(it, update).put("text", text)));
  }

  final Outbox outbox() {
    return outbox;
  }

  final Surroundings surroundings() {
    return surroundings;
  }
}

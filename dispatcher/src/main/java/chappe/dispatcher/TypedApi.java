// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Api;
import chappe.common.json.Json;
import chappe.dispatcher.calls.Questions;
import com.fasterxml.jackson.databind.JsonNode;
import com.pengrad.telegrambot.request.BaseRequest;
import com.pengrad.telegrambot.response.BaseResponse;

/// The author's way to ask Telegram, with the types of the Bot API. Thread-safe.
record TypedApi(Questions questions) implements Api {
  @Override
  public <R extends BaseResponse> R call(BaseRequest<?, R> request) throws InterruptedException {
    return TypeLibrary.response(request, asked(request));
  }

  @Override
  public JsonNode json(BaseRequest<?, ?> request) throws InterruptedException {
    return Json.tree(asked(request));
  }

  @Override
  public byte[] download(String fileId) throws InterruptedException {
    return questions.download(fileId);
  }

  private byte[] asked(BaseRequest<?, ?> request) throws InterruptedException {
    var method = request.getMethod();
    if (!method.startsWith("get") || method.equals("getUpdates")) {
      throw new IllegalArgumentException(
          method + " is more than a question: send() it, so that it happens once and in order");
    }
    return questions.ask(method, TypeLibrary.parameters(request));
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import com.fasterxml.jackson.databind.JsonNode;
import com.pengrad.telegrambot.request.BaseRequest;
import com.pengrad.telegrambot.response.BaseResponse;

/// Asks Telegram directly, while the handler waits: for what a handler must know now. What is to be
/// *done* goes by [Context#send], in order and exactly once; here are only methods whose name
/// begins with `get`, which change nothing.
///
/// A question that fails on the way is asked again, three times in all; answers of 429 are waited
/// for; after five failures in a row the bot's questions fail at once for a minute. At most 30
/// questions a second leave one instance for one bot, further ones wait in their order.
public interface Api {
  /// Asks, and returns the answer as a typed object.
  ///
  /// ```java
  /// var member = context.api().call(new GetChatMember(chat, user)).chatMember();
  /// ```
  ///
  /// @throws ApiFailure where Telegram refuses, or does not answer
  /// @throws IllegalArgumentException where the request is more than a question
  /// @throws InterruptedException when the dispatcher stops: let it through
  <R extends BaseResponse> R call(BaseRequest<?, R> request) throws InterruptedException;

  /// The same as JSON: the answer's `result`.
  JsonNode json(BaseRequest<?, ?> request) throws InterruptedException;

  /// The bytes of a file that somebody has sent: at most 20 MB, which is what Telegram hands out.
  ///
  /// @param fileId as it stands in an update
  /// @throws ApiFailure where Telegram refuses, or does not answer
  /// @throws InterruptedException when the dispatcher stops: let it through
  byte[] download(String fileId) throws InterruptedException;
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.json.Json;
import java.nio.charset.StandardCharsets;

/// Updates as Telegram writes them.
final class Updates {
  static final String CHAT =
      """
      "chat":{"id":42,"type":"private","first_name":"Ada"},\
      "from":{"id":42,"is_bot":false,"first_name":"Ada","language_code":"en"},\
      "date":1700000000\
      """;

  private Updates() {}

  /// A message of Ada's private chat.
  static String text(String text) {
    return of("message", CHAT + ",\"message_id\":7,\"text\":" + quoted(text));
  }

  static String of(String kind, String fields) {
    return "{\"update_id\":1001,\"" + kind + "\":{" + fields + "}}";
  }

  static byte[] bytes(String update) {
    return update.getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return new String(Json.bytes(text), StandardCharsets.UTF_8);
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/// Telegram's envelope around every answer, read in one pass without building a tree: answers of
/// `getUpdates` have up to 4 MiB. Immutable.
///
/// @param result the bytes of `result`, empty where there is none
/// @param errorCode 0 where there is none
/// @param description empty where there is none
record Envelope(
    boolean ok,
    byte[] result,
    int errorCode,
    String description,
    OptionalLong retryAfter,
    OptionalLong migrateTo) {

  private static final JsonFactory JSON = new JsonFactory();

  /// The envelope in a body; empty where the body is none.
  static Optional<Envelope> read(byte[] body) {
    try (var parser = JSON.createParser(body)) {
      var fields = new Fields();
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        fields.take(parser, body);
      }
      return parser.nextToken() == null ? fields.envelope() : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static final class Fields {
    private Optional<Boolean> ok = Optional.empty();
    private byte[] result = new byte[0];
    private int errorCode;
    private String description = "";
    private OptionalLong retryAfter = OptionalLong.empty();
    private OptionalLong migrateTo = OptionalLong.empty();

    void take(JsonParser parser, byte[] body) throws IOException {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "ok" -> ok = Optional.of(parser.getValueAsBoolean());
        case "error_code" -> errorCode = parser.getValueAsInt();
        case "description" -> description = parser.getValueAsString("");
        case "result" -> result = slice(parser, body);
        case "parameters" -> parameters(parser);
        default -> parser.skipChildren();
      }
    }

    private void parameters(JsonParser parser) throws IOException {
      if (!parser.isExpectedStartObjectToken()) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        boolean number = parser.nextToken() == JsonToken.VALUE_NUMBER_INT;
        if (number && name.equals("retry_after")) {
          retryAfter = OptionalLong.of(parser.getLongValue());
        } else if (number && name.equals("migrate_to_chat_id")) {
          migrateTo = OptionalLong.of(parser.getLongValue());
        } else {
          parser.skipChildren();
        }
      }
    }

    private static byte[] slice(JsonParser parser, byte[] body) throws IOException {
      int start = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      // strings are read lazily: without this the end would be that of the opening quote
      parser.finishToken();
      return Arrays.copyOfRange(body, start, (int) parser.currentLocation().getByteOffset());
    }

    Optional<Envelope> envelope() {
      return ok.map(it -> new Envelope(it, result, errorCode, description, retryAfter, migrateTo));
    }
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.polling;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts the answer to getUpdates into its updates, byte for byte: what goes to Kafka is what
/// Telegram sent, whichever door it came through.
final class Slices {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Slices() {}

  /// @param array a JSON array of objects in UTF-8
  /// @return the bytes of each object, from brace to brace, in order
  /// @throws IOException where it is no such array
  static List<byte[]> of(byte[] array) throws IOException {
    var slices = new ArrayList<byte[]>();
    try (var parser = FACTORY.createParser(array)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("the answer is no array");
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        slices.add(
            Arrays.copyOfRange(array, start, (int) parser.currentLocation().getByteOffset()));
      }
      if (parser.currentToken() != JsonToken.END_ARRAY) {
        throw new IOException("an element is no object");
      }
    }
    return slices;
  }
}

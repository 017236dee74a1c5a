// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.update;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/// Reads from an update's bytes what the line needs to route it: id, kind and owner. One pass over
/// the whole body, no tree; the bytes themselves are never changed. Never throws. Thread-safe.
///
/// A body is an update where it is one whole UTF-8 JSON object with a usable `update_id`; its
/// limits (nesting 1000, numbers 1000 digits, names 50,000 characters) are those of the codec that
/// reads it later, so what passes here can be read there. Of a name given twice the last counts, as
/// it does for that codec.
public final class UpdateScanner {
  private static final long LARGEST_ID = (1L << 53) - 1;
  private static final int LONGEST_KIND = 64;

  private final JsonFactory factory =
      new JsonFactoryBuilder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  /// Scans one body.
  public Scan scan(byte[] body) {
    return scan(body, 0, body.length);
  }

  Scan scan(byte[] body, int from, int length) {
    if (length == 0) {
      return new Scan.Unreadable("empty body");
    }
    if (!startsLikeUtf8(body, from, length)) {
      return new Scan.Unreadable("not JSON in UTF-8");
    }
    try (var parser = factory.createParser(body, from, length)) {
      return root(parser);
    } catch (JacksonException e) {
      return new Scan.Unreadable("broken JSON" + place(e));
    } catch (IOException e) {
      return new Scan.Unreadable("broken JSON");
    }
  }

  /// Jackson would also take UTF-16, UTF-32 and a byte order mark; readers in other languages would
  /// not. JSON begins with two ASCII characters, none of them NUL.
  private static boolean startsLikeUtf8(byte[] body, int from, int length) {
    return body[from] > 0 && (length == 1 || body[from + 1] != 0);
  }

  private static Scan root(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return new Scan.Unreadable("not a JSON object");
    }
    Optional<Long> id = Optional.empty();
    var idSeen = false;
    var kind = UpdateKinds.UNKNOWN;
    Optional<String> owner = Optional.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      var value = parser.nextToken();
      if (name.equals("update_id")) {
        idSeen = true;
        id = wholeNumber(parser).filter(number -> number >= 0 && number <= LARGEST_ID);
        parser.skipChildren();
      } else if (value == JsonToken.START_OBJECT && replaces(kind, name)) {
        kind = name;
        owner = Owner.of(parser, kind);
      } else {
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      return new Scan.Unreadable("more than one JSON value");
    }
    if (id.isEmpty()) {
      return new Scan.Unreadable(idSeen ? "update_id is no usable number" : "no update_id");
    }
    return new Scan.Update(id.get(), kind, owner.orElse(Long.toString(id.get())));
  }

  /// An update has one kind (TELEGRAM fact 3). Where a body has several the first known one counts,
  /// before any unknown one; the same name again replaces itself.
  private static boolean replaces(String kind, String name) {
    if (name.equals(kind)) {
      return true;
    }
    return isKindName(name)
        && (kind.equals(UpdateKinds.UNKNOWN)
            || (UpdateKinds.KNOWN.contains(name) && !UpdateKinds.KNOWN.contains(kind)));
  }

  private static boolean isKindName(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_KIND
        && name.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  }

  /// The number at the parser's place, where it is a whole one of 64 bits.
  static Optional<Long> wholeNumber(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
        || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      return Optional.empty();
    }
    return Optional.of(parser.getLongValue());
  }

  private static String place(JacksonException e) {
    var location = e.getLocation();
    return location == null ? "" : " at byte " + Math.max(0, location.getByteOffset());
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import java.util.BitSet;
import java.util.Optional;

/// The offsets finished beyond the first unfinished one, as text for the offset's metadata: a
/// bitmap or run lengths, whichever is shorter, 15 bits a character. A text belongs to exactly one
/// base offset and is refused beside another. Pure.
///
/// The broker takes 4096 UTF-16 characters, counted as such and not as bytes, and one more is fatal
/// to a transactional producer; so the length is checked before the call. Fifteen bits a character
/// leave the surrogates alone.
final class CompletionMap {
  /// What the broker takes by default (`offset.metadata.max.bytes`).
  static final int MAX_CHARS = 4096;

  private static final String MAGIC = "chappe1";
  private static final char BITMAP = 'b';
  private static final char RUNS = 'r';
  private static final int HEAD = MAGIC.length() + 2;
  private static final int BITS = 15;
  private static final int RUN_BITS = BITS - 1;
  private static final int MORE = 1 << RUN_BITS;

  /// How many offsets a bitmap of the greatest length spans.
  static final int MAX_SPAN = (MAX_CHARS - HEAD) * BITS;

  private CompletionMap() {}

  /// How many runs, finished and unfinished, surely fit where they span so many offsets.
  static long maxRuns(long span) {
    return MAX_CHARS - HEAD - 2 * (span / MORE + 1);
  }

  /// The text of a set of finished offsets.
  ///
  /// @param base the first unfinished offset, the one to be committed
  /// @param finished bit n is offset base + n; bit 0 is clear
  /// @return empty where the text would be longer than [#MAX_CHARS]
  static Optional<String> encode(long base, BitSet finished) {
    if (finished.isEmpty()) {
      return Optional.of("");
    }
    String runs = runs(finished);
    int bitmapChars = (finished.length() + BITS - 1) / BITS;
    boolean bitmap = bitmapChars < runs.length();
    if (HEAD + Math.min(bitmapChars, runs.length()) > MAX_CHARS) {
      return Optional.empty();
    }
    String body = bitmap ? bitmap(finished, bitmapChars) : runs;
    return Optional.of(MAGIC + (bitmap ? BITMAP : RUNS) + check(base, body) + body);
  }

  /// The finished offsets of a text.
  ///
  /// @return empty where the text is foreign, damaged or belongs to another base offset
  static Optional<BitSet> decode(long base, String text) {
    if (text.isEmpty()) {
      return Optional.of(new BitSet());
    }
    if (text.length() <= HEAD || !text.startsWith(MAGIC)) {
      return Optional.empty();
    }
    String body = text.substring(HEAD);
    if (text.charAt(HEAD - 1) != check(base, body)) {
      return Optional.empty();
    }
    return switch (text.charAt(MAGIC.length())) {
      case BITMAP -> Optional.of(fromBitmap(body));
      case RUNS -> Optional.of(fromRuns(body));
      default -> Optional.empty();
    };
  }

  private static char check(long base, String body) {
    long mixed = (base * 31 + body.hashCode()) * 0x9E37_79B9_7F4A_7C15L;
    return (char) (mixed >>> (64 - BITS));
  }

  private static String bitmap(BitSet finished, int chars) {
    char[] text = new char[chars];
    for (int bit = finished.nextSetBit(0); bit >= 0; bit = finished.nextSetBit(bit + 1)) {
      text[bit / BITS] |= (char) (1 << (bit % BITS));
    }
    return new String(text);
  }

  private static BitSet fromBitmap(String body) {
    BitSet finished = new BitSet(body.length() * BITS);
    for (int at = 0; at < body.length(); at++) {
      for (int bits = body.charAt(at); bits != 0; bits &= bits - 1) {
        finished.set(at * BITS + Integer.numberOfTrailingZeros(bits));
      }
    }
    return finished;
  }

  private static String runs(BitSet finished) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < finished.length()) {
      int set = finished.nextSetBit(at);
      int clear = finished.nextClearBit(set);
      number(text, set - at);
      number(text, clear - set);
      at = clear;
    }
    return text.toString();
  }

  private static void number(StringBuilder text, int number) {
    int rest = number;
    while (rest >= MORE) {
      text.append((char) (MORE | (rest & (MORE - 1))));
      rest >>>= RUN_BITS;
    }
    text.append((char) rest);
  }

  private static BitSet fromRuns(String body) {
    BitSet finished = new BitSet();
    int at = 0;
    boolean set = false;
    int number = 0;
    int shift = 0;
    for (int i = 0; i < body.length(); i++) {
      char part = body.charAt(i);
      number |= (part & (MORE - 1)) << shift;
      shift += RUN_BITS;
      if ((part & MORE) == 0) {
        if (set) {
          finished.set(at, at + number);
        }
        at += number;
        set = !set;
        number = 0;
        shift = 0;
      }
    }
    return finished;
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.net.URLConnection;
import java.util.Locale;
import java.util.Optional;

/// Something to look at or to listen to, for [Context#reply(Media)] and [Context#album]: by the id
/// of a file that Telegram has, by an address on the web, or by its bytes.
///
/// ```java
/// context.reply(Media.photo("https://example.org/cat.png").caption("A cat"));
/// context.reply(Media.document(bytes, "report.pdf"));
/// ```
///
/// Immutable; bytes must not be changed.
///
/// @param kind what it is shown as
/// @param reference a file's id or an address; empty where there are bytes
/// @param bytes its content; none where there is a reference
/// @param fileName as people see it; empty where there are no bytes
/// @param caption the text below it; empty: none
public record Media(
    Kind kind, String reference, Optional<byte[]> bytes, String fileName, String caption) {
  private static final int LONGEST_CAPTION = 1024;
  private static final String ANY_TYPE = "application/octet-stream";

  /// What a medium is shown as.
  public enum Kind {
    PHOTO,
    DOCUMENT,
    VIDEO,
    AUDIO,
    VOICE,
    ANIMATION;

    /// As the Bot API writes it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Media {
    if (bytes.isPresent() == !reference.isBlank()) {
      throw new IllegalArgumentException("a medium has an id, an address, or bytes");
    }
    if (bytes.isPresent() && (fileName.isBlank() || bytes.get().length == 0)) {
      throw new IllegalArgumentException("a file has a name, and is not empty");
    }
    if (caption.length() > LONGEST_CAPTION) {
      throw new IllegalArgumentException(
          "a caption has at most " + LONGEST_CAPTION + " characters");
    }
  }

  /// A photo that Telegram has, or that is on the web.
  ///
  /// @param reference a file's id or an address
  public static Media photo(String reference) {
    return of(Kind.PHOTO, reference);
  }

  /// A photo by its bytes.
  public static Media photo(byte[] bytes, String fileName) {
    return of(Kind.PHOTO, bytes, fileName);
  }

  /// A document that Telegram has, or that is on the web.
  ///
  /// @param reference a file's id or an address
  public static Media document(String reference) {
    return of(Kind.DOCUMENT, reference);
  }

  /// A document by its bytes.
  public static Media document(byte[] bytes, String fileName) {
    return of(Kind.DOCUMENT, bytes, fileName);
  }

  /// A video that Telegram has, or that is on the web.
  ///
  /// @param reference a file's id or an address
  public static Media video(String reference) {
    return of(Kind.VIDEO, reference);
  }

  /// A video by its bytes.
  public static Media video(byte[] bytes, String fileName) {
    return of(Kind.VIDEO, bytes, fileName);
  }

  /// An audio that Telegram has, or that is on the web.
  ///
  /// @param reference a file's id or an address
  public static Media audio(String reference) {
    return of(Kind.AUDIO, reference);
  }

  /// An audio by its bytes.
  public static Media audio(byte[] bytes, String fileName) {
    return of(Kind.AUDIO, bytes, fileName);
  }

  /// A voice that Telegram has, or that is on the web.
  ///
  /// @param reference a file's id or an address
  public static Media voice(String reference) {
    return of(Kind.VOICE, reference);
  }

  /// A voice by its bytes.
  public static Media voice(byte[] bytes, String fileName) {
    return of(Kind.VOICE, bytes, fileName);
  }

  /// An animation that Telegram has, or that is on the web.
  ///
  /// @param reference a file's id or an address
  public static Media animation(String reference) {
    return of(Kind.ANIMATION, reference);
  }

  /// An animation by its bytes.
  public static Media animation(byte[] bytes, String fileName) {
    return of(Kind.ANIMATION, bytes, fileName);
  }

  /// By a file's id or an address.
  public static Media of(Kind kind, String reference) {
    return new Media(kind, reference, Optional.empty(), "", "");
  }

  /// By its bytes.
  public static Media of(Kind kind, byte[] bytes, String fileName) {
    return new Media(kind, "", Optional.of(bytes), fileName, "");
  }

  /// The same with a text below it.
  ///
  /// @param text at most 1024 characters
  public Media caption(String text) {
    return new Media(kind, reference, bytes, fileName, text);
  }

  /// What the file's name tells of its content, such as `image/png`.
  public String contentType() {
    return Optional.ofNullable(URLConnection.guessContentTypeFromName(fileName)).orElse(ANY_TYPE);
  }
}

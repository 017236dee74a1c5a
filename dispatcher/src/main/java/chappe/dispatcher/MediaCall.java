// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Media;
import chappe.common.json.Json;
import chappe.common.telegram.FilePart;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A call that sends media. Pure.
///
/// @param files whose bytes go with it
record MediaCall(String method, ObjectNode params, List<FilePart> files) {
  private static final int LEAST = 2;
  private static final int MOST = 10;

  /// One medium.
  ///
  /// @param address where it goes; changed
  static MediaCall of(Media media, ObjectNode address) {
    var word = media.kind().word();
    List<FilePart> files = new ArrayList<>();
    media
        .bytes()
        .ifPresentOrElse(
            it -> files.add(new FilePart(word, media.fileName(), media.contentType(), it)),
            () -> address.put(word, media.reference()));
    if (!media.caption().isEmpty()) {
      address.put("caption", media.caption());
    }
    var method = "send" + word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    return new MediaCall(method, address, List.copyOf(files));
  }

  /// Several as one.
  ///
  /// @param address where they go; changed
  /// @throws IllegalArgumentException where they are not 2 to 10
  static MediaCall album(List<Media> all, ObjectNode address) {
    if (all.size() < LEAST || all.size() > MOST) {
      throw new IllegalArgumentException("an album has %d to %d media".formatted(LEAST, MOST));
    }
    List<FilePart> files = new ArrayList<>();
    var entries = address.putArray("media");
    for (Media media : all) {
      ObjectNode entry = Json.object().put("type", media.kind().word());
      media
          .bytes()
          .ifPresentOrElse(
              it -> {
                var part = "file" + (files.size() + 1);
                files.add(new FilePart(part, media.fileName(), media.contentType(), it));
                entry.put("media", "attach://" + part);
              },
              () -> entry.put("media", media.reference()));
      if (!media.caption().isEmpty()) {
        entry.put("caption", media.caption());
      }
      entries.add(entry);
    }
    return new MediaCall("sendMediaGroup", address, List.copyOf(files));
  }
}

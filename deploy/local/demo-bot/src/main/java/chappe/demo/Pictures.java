// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import chappe.bot.Context;
import chappe.bot.Media;
import chappe.bot.Routes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Photos, files and the like: by their bytes, by an address on the web, or by the id of a file
/// that Telegram has already.
final class Pictures {
  private static final byte[] DOT =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
                  + "rkJggg==");

  private Pictures() {}

  static void on(Routes on) {
    on.command("picture", "send a picture, or the one at ADDRESS", Pictures::picture)
        .usage("[ADDRESS]");
    on.command("file", "send TEXT as a file", Pictures::file).usage("TEXT");
    on.command("album", "send two files as one album", Pictures::album);
    on.command("again", "in reply to a file: send it again", Pictures::again);
  }

  /// The bytes wait in the database until they are sent.
  private static void picture(Context context) {
    var arguments = context.arguments();
    var picture = arguments.hasMore() ? Media.photo(arguments.word()) : Media.photo(DOT, "dot.png");
    context.reply(picture.caption("A picture"));
  }

  private static void file(Context context) {
    var bytes = context.arguments().rest().getBytes(StandardCharsets.UTF_8);
    context.reply(Media.document(bytes, "note.txt"));
  }

  /// Telegram shows up to ten media as one.
  private static void album(Context context) {
    context.album(
        Media.document(new byte[] {'1'}, "one.txt"),
        Media.document(new byte[] {'2'}, "two.txt").caption("two of two"));
  }

  /// A file that Telegram has goes by its id: nothing is uploaded.
  private static void again(Context context) {
    var file = context.json().at("/message/reply_to_message/document/file_id").asText();
    if (file.isEmpty()) {
      context.reply("Reply to a file with it.");
    } else {
      context.reply(Media.document(file));
    }
  }
}

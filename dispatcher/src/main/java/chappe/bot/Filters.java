// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/// The usual filters. All are thread-safe and never block.
public final class Filters {
  private static final String[] MEDIA = {
    "animation",
    "audio",
    "document",
    "live_photo",
    "paid_media",
    "photo",
    "sticker",
    "story",
    "video",
    "video_note",
    "voice"
  };

  private Filters() {}

  /// Updates of chats of these types; an update without a chat never passes.
  public static Filter chats(ChatType... types) {
    var wanted = Set.of(types);
    return update -> update.chat().filter(it -> wanted.contains(it.type())).isPresent();
  }

  /// Updates of these chats.
  public static Filter chatIds(Long... ids) {
    var wanted = Set.of(ids);
    return update -> update.chat().filter(it -> wanted.contains(it.id())).isPresent();
  }

  /// Updates that come from these users.
  public static Filter from(Long... users) {
    var wanted = Set.of(users);
    return update -> update.user().filter(it -> wanted.contains(it.id())).isPresent();
  }

  /// Updates that come from a bot.
  public static Filter fromBot() {
    return update -> update.user().filter(User::bot).isPresent();
  }

  /// Messages with one of these fields of Telegram's `Message`, such as `photo` or `location`; a
  /// field of tomorrow too.
  public static Filter has(String... fields) {
    var wanted = fields.clone();
    return update -> hasAny(update.payload(), wanted);
  }

  /// Messages with a photo.
  public static Filter photo() {
    return has("photo");
  }

  /// Messages with a file of any kind; an animation counts as well.
  public static Filter document() {
    return has("document");
  }

  /// Messages with anything to look at or to listen to.
  public static Filter media() {
    return has(MEDIA);
  }

  /// The message that says who has joined.
  public static Filter newMembers() {
    return has("new_chat_members");
  }

  /// The message that says who has left.
  public static Filter leftMember() {
    return has("left_chat_member");
  }

  /// Messages that answer another one.
  public static Filter reply() {
    return has("reply_to_message");
  }

  /// Messages that were forwarded.
  public static Filter forwarded() {
    return has("forward_origin");
  }

  /// Messages of an album.
  public static Filter album() {
    return has("media_group_id");
  }

  /// Messages in whose text or caption the pattern is found.
  public static Filter words(Pattern pattern) {
    return update -> {
      var payload = update.payload();
      var said = update.text().isEmpty() ? payload.path("caption").asText("") : update.text();
      return pattern.matcher(said).find();
    };
  }

  private static boolean hasAny(JsonNode payload, String[] fields) {
    for (String field : fields) {
      if (payload.has(field)) {
        return true;
      }
    }
    return false;
  }
}

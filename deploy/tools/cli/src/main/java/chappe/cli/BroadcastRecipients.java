// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.lifecycle.CannotStart;
import chappe.common.people.Audience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Who gets a broadcast: a segment of those whom the bot knows, or a file of chat ids.
record BroadcastRecipients(String to) {
  private static final int AT_ONCE = 5_000;

  /// All of them, some thousands at a time.
  void each(Audience audience, String bot, Consumer<List<Long>> chats) {
    if (to.endsWith(".csv")) {
      inFile(Path.of(to), chats);
    } else if (!audience.each(bot, to, chats)) {
      throw new CannotStart(
          "❌ There is no segment %s; there is users, groups, all, language:xx, or a file ids.csv."
              .formatted(to));
    }
  }

  private static void inFile(Path file, Consumer<List<Long>> chats) {
    List<Long> page = new ArrayList<>();
    int number = 0;
    try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        var first = line.split("[,;\t]", 2)[0].strip().replace("\"", "");
        number++;
        if (first.matches("-?\\d{1,18}")) {
          page.add(Long.parseLong(first));
        } else if (number > 1 && !first.isEmpty()) {
          throw new CannotStart("❌ %s, line %d: a chat's id is expected.".formatted(file, number));
        }
        if (page.size() == AT_ONCE) {
          chats.accept(List.copyOf(page));
          page.clear();
        }
      }
    } catch (IOException e) {
      throw new CannotStart("❌ " + file + " cannot be read.");
    }
    if (!page.isEmpty()) {
      chats.accept(page);
    }
  }
}

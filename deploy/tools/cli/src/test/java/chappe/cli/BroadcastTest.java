// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.lifecycle.CannotStart;
import chappe.sender.broadcast.Broadcast.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BroadcastTest {
  @TempDir private Path folder;

  @Test
  void aTextIsAMessageAndJsonIsACall() throws IOException {
    var text = BroadcastMessage.read(file("news.txt", "News!\n"));
    assertThat(text.method()).isEqualTo("sendMessage");
    assertThat(text.params().path("text").asText()).isEqualTo("News!");

    var call =
        BroadcastMessage.read(
            file("call.json", "{\"method\":\"sendPhoto\",\"params\":{\"photo\":\"id\"}}"));
    assertThat(call.method()).isEqualTo("sendPhoto");
    assertThat(call.params().path("photo").asText()).isEqualTo("id");
  }

  @Test
  void whatIsNoMessageIsRefused() throws IOException {
    var empty = file("empty.txt", " \n");
    var list = file("list.json", "[]");
    assertThatThrownBy(() -> BroadcastMessage.read(empty)).isInstanceOf(CannotStart.class);
    assertThatThrownBy(() -> BroadcastMessage.read(list)).isInstanceOf(CannotStart.class);
    assertThatThrownBy(() -> BroadcastMessage.read(folder.resolve("none.txt")))
        .isInstanceOf(CannotStart.class);
  }

  @Test
  void theBarSaysHowFarItIsAndWhenItIsOver() {
    var progress = new Progress(400, 100, 450, 20, 10, 5, 15);
    var bar =
        BroadcastProgress.bar(
            progress,
            0,
            Duration.ofSeconds(50),
            Instant.parse("2026-11-01T12:00:00Z"),
            ZoneOffset.UTC);
    assertThat(bar).contains("500 of 1000", "10.0/s", "12:00").startsWith("[███████████████░");
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}

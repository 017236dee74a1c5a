// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSecretsTest {
  @TempDir private Path folder;

  record Till(
      @Setting(name = "TILL_TOKEN", doc = "of the till") @SecretToken Secret token,
      @Setting(name = "TILL_KEY", doc = "of the till") Optional<Secret> key,
      @Setting(name = "TILL_PLACE", doc = "of the till") Optional<String> place) {}

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("TILL_TOKEN"), "token-1\n");
    Files.writeString(folder.resolve("key.txt"), "key-1");
  }

  @Test
  void whatWasReadFromAFileFollowsIt() throws IOException {
    var settings = settings();
    var till = settings.read(Till.class);
    var fixed = till.token().fixed();
    Files.writeString(folder.resolve("TILL_TOKEN"), "token-2\n");
    Files.writeString(folder.resolve("key.txt"), "key-2");
    assertThat(till.token().reveal()).isEqualTo("token-1");

    assertThat(settings.refreshSecrets()).isEmpty();

    assertThat(till.token().reveal()).isEqualTo("token-2");
    assertThat(till.token().matches("token-2")).isTrue();
    assertThat(till.key().map(Secret::reveal)).contains("key-2");
    assertThat(fixed.reveal()).isEqualTo("token-1");
    assertThat(Scrubber.scrub("is it token-2?")).isEqualTo("is it ***?");
  }

  @Test
  void settingsWithOverridesAreRefreshedWithThoseBelowThem() throws IOException {
    var settings = settings();
    var till = settings.with(Map.of("TILL_PLACE", "here")).read(Till.class);
    Files.writeString(folder.resolve("TILL_TOKEN"), "token-2");
    assertThat(settings.refreshSecrets()).isEmpty();
    assertThat(till.token().reveal()).isEqualTo("token-2");
  }

  @Test
  void whatCannotBeUsedLeavesTheSecretAsItWas() throws IOException {
    var settings = settings();
    var till = settings.read(Till.class);
    Files.writeString(folder.resolve("TILL_TOKEN"), "no token of ours!");
    Files.delete(folder.resolve("key.txt"));

    assertThat(settings.refreshSecrets())
        .hasSize(2)
        .first()
        .asString()
        .contains("TILL_TOKEN", "malformed")
        .doesNotContain("no token of ours");
    assertThat(till.token().reveal()).isEqualTo("token-1");
    assertThat(till.key().map(Secret::reveal)).contains("key-1");

    Files.delete(folder.resolve("TILL_TOKEN"));
    assertThat(settings.refreshSecrets()).first().asString().contains("TILL_TOKEN", "gone");
    assertThat(till.token().reveal()).isEqualTo("token-1");
  }

  @Test
  void allThatAreDeclaredHaveNames() {
    var settings = Settings.of(Map.of("BOTS", "shop", "SHOP_BOT_TOKEN", "x", "TILL_PLACE", "here"));
    assertThat(settings.secretNames(List.of(Till.class, BotsSettings.class)))
        .contains("TILL_TOKEN", "TILL_KEY", "SHOP_BOT_TOKEN", "SHOP_WEBHOOK_SECRET", "BOT_TOKEN")
        .doesNotContain("TILL_PLACE", "BOTS");
  }

  private Settings settings() {
    return Settings.of(
        Map.of(
            "SECRETS_DIR",
            folder.toString(),
            "TILL_KEY_FILE",
            folder.resolve("key.txt").toString()));
  }
}

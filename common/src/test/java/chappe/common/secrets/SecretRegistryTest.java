// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretRegistryTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir private Path folder;
  private final List<String> heard = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("SHOP_KEY"), "first\n");
    Files.setLastModifiedTime(
        folder.resolve("SHOP_KEY"), FileTime.from(NOW.minus(Duration.ofDays(31))));
  }

  @Test
  void aSecretThatChangedIsToldWithItsOldValue() throws IOException {
    var registry = registry();
    registry.onRotation("SHOP_KEY", (old, now) -> heard.add(old.reveal() + " " + now.reveal()));
    registry.look();
    Files.writeString(folder.resolve("SHOP_KEY"), "second");
    registry.look();
    registry.look();
    assertThat(heard).containsExactly("first second");
    assertThat(registry.named("SHOP_KEY").reveal()).isEqualTo("second");
  }

  @Test
  void aRotationWritesWhatNobodyCanGuessAndTellsOfIt() throws IOException {
    var registry = registry();
    registry.onRotation("SHOP_KEY", (old, now) -> heard.add(old.reveal() + " " + now.reveal()));
    registry.rotate("SHOP_KEY");
    var written = Files.readString(folder.resolve("SHOP_KEY"));
    assertThat(written).matches("[0-9a-f]{64}");
    assertThat(heard).containsExactly("first " + written);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("SHOP_KEY"));
    }
  }

  @Test
  void afterThirtyDaysASecretNeedsRotation() {
    assertThat(registry().warnings())
        .containsExactly("SHOP_KEY needs rotation (last rotated 31 days ago)");
    assertThat(registry().age("TILL_KEY")).isEmpty();
  }

  @Test
  void whatIsInNoFileIsNotRotated() {
    assertThatThrownBy(() -> registry().rotate("TILL_KEY"))
        .hasMessageContaining("TILL_KEY is in no file of SECRETS_DIR")
        .hasMessageNotContaining("in-the-environment");
  }

  @Test
  void anUnknownSecretIsAnError() {
    assertThatThrownBy(() -> registry().named("SHOP_KAY"))
        .hasMessage("no secret SHOP_KAY; there is SHOP_KEY, TILL_KEY");
  }

  private SecretRegistry registry() {
    return new SecretRegistry(
        Settings.of(Map.of("SECRETS_DIR", folder.toString(), "TILL_KEY", "in-the-environment")),
        List.of("SHOP_KEY", "TILL_KEY", "NOT_SET"),
        InstantSource.fixed(NOW),
        SecretRegistry.INTERVAL);
  }
}

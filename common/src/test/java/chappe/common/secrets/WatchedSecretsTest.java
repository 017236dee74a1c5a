// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chappe.common.lifecycle.Supervisor;
import chappe.common.metrics.Metrics;
import chappe.common.settings.Secret;
import chappe.common.settings.Setting;
import chappe.common.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedSecretsTest {
  @TempDir private Path folder;
  private final Metrics metrics = new Metrics("shop");
  private final Supervisor supervisor = new Supervisor();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private Settings settings;
  private WatchedSecrets secrets;

  record Shop(@Setting(name = "SHOP_KEY", doc = "of the till") Secret key) {}

  @BeforeEach
  void start() throws IOException {
    Files.writeString(folder.resolve("SHOP_KEY"), "key-1");
    Files.writeString(folder.resolve("AUTHORS_OWN"), "own-1");
    settings = Settings.of(Map.of("SECRETS_DIR", folder.toString()));
    secrets =
        WatchedSecrets.start(
            settings, List.of(Shop.class), "shop", metrics, System::nanoTime, supervisor);
  }

  @AfterEach
  void stop() {
    secrets.close();
  }

  @Test
  void everySecretThatIsHeldFollowsAndWhoeverAskedHears() throws IOException {
    var shop = settings.read(Shop.class);
    secrets.onRotation(
        "AUTHORS_OWN",
        (_, _) -> {
          throw new IllegalStateException("a listener's own trouble");
        });
    secrets.onRotation("AUTHORS_OWN", (old, now) -> heard.add(old.reveal() + " " + now.reveal()));

    Files.writeString(folder.resolve("SHOP_KEY"), "key-2");
    Files.writeString(folder.resolve("AUTHORS_OWN"), "own-2");

    await().untilAsserted(() -> assertThat(shop.key().reveal()).isEqualTo("key-2"));
    await().untilAsserted(() -> assertThat(heard).containsExactly("own-1 own-2"));
    assertThat(supervisor.failure()).isEmpty();
  }

  @Test
  void agesAreMeasured() {
    await()
        .untilAsserted(
            () ->
                assertThat(metrics.text())
                    .contains("chappe_shop_secret_age_days{name=\"SHOP_KEY\""));
  }

  @Test
  void whatIsNotSetCannotBeListenedTo() {
    assertThatThrownBy(() -> secrets.onRotation("SHOP_KAY", (_, _) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no secret SHOP_KAY; there is SHOP_KEY");
  }
}

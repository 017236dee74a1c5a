// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
  @TempDir Path folder;

  record One(@Setting(name = "THE_SECRET", doc = "x") Secret secret) {}

  @Test
  void strongestFirst() throws IOException {
    Path secrets = Files.createDirectory(folder.resolve("secrets"));
    Files.writeString(secrets.resolve("the_secret"), "from folder\n");
    Path file = Files.writeString(folder.resolve("one-file"), "from file\r\n");
    String inFolder = "SECRETS_DIR=" + secrets + "\n";
    assertThat(secret(Map.of(), inFolder)).isEqualTo("from folder");
    assertThat(secret(Map.of("THE_SECRET_FILE", file.toString()), inFolder)).isEqualTo("from file");
    assertThat(
            secret(Map.of("THE_SECRET_FILE", file.toString()), inFolder + "the_secret='from .env'"))
        .isEqualTo("from .env");
    assertThat(secret(Map.of("THE_SECRET", "from environment"), "THE_SECRET=x"))
        .isEqualTo("from environment");
    assertThat(secret(Map.of("THE_SECRET", ""), "THE_SECRET=from .env")).isEqualTo("from .env");
    assertThat(
            settings(Map.of("THE_SECRET", "x"), "")
                .with(Map.of("THE_SECRET", "override"))
                .read(One.class)
                .secret())
        .isEqualTo(Secret.of("override"));
  }

  @Test
  void anUnreadableSecretFileIsAMistakeThatNamesTheSetting() {
    assertThatThrownBy(() -> secret(Map.of("THE_SECRET_FILE", "/nowhere/at/all"), ""))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "THE_SECRET_FILE (environment): its file for THE_SECRET cannot be read; expected a"
                + " readable text file");
  }

  @Test
  void anAbsentSecretsFolderIsFine() throws IOException {
    assertThat(secret(Map.of("SECRETS_DIR", "/nowhere", "THE_SECRET", "here"), ""))
        .isEqualTo("here");
    assertThatThrownBy(() -> secret(Map.of("SECRETS_DIR", "/nowhere"), ""))
        .hasMessageContaining("THE_SECRET: not set");
  }

  @Test
  void readsTheGrammarOfDotEnv() {
    var read =
        DotEnv.parse(
            """
            # comment
            PLAIN = a b # comment
            export Exported=x#y

            single='$HOME "x" #' # comment
            DOUBLE="say \\"hi\\"\\n$HOME"
            EMPTY=
            TWICE=1
            twice=2
            URL=postgresql://u:p@h/d?a=b
            """);
    assertThat(read.mistakes()).isEmpty();
    assertThat(read.values())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "PLAIN", "a b",
                "EXPORTED", "x#y",
                "SINGLE", "$HOME \"x\" #",
                "DOUBLE", "say \"hi\"\n$HOME",
                "EMPTY", "",
                "TWICE", "2",
                "URL", "postgresql://u:p@h/d?a=b"));
  }

  @Test
  void mistakesInDotEnvAreReportedWithTheOthersByLine() {
    assertThatThrownBy(() -> secret(Map.of(), "A=1\n\nquatsch\nB='quatsch\n"))
        .hasMessageContaining(".env line 3: no NAME=value")
        .hasMessageContaining(".env line 4: its quotes do not close")
        .hasMessageContaining("THE_SECRET: not set")
        .message()
        .doesNotContain("quatsch");
  }

  @Test
  void warnsOfUnknownNamesWithTheNearest() throws IOException {
    Path secrets = Files.createDirectory(folder.resolve("secrets"));
    Files.writeString(secrets.resolve("BOT_TOKN"), "x");
    Files.writeString(secrets.resolve("webhook_secret"), "x");
    Files.writeString(secrets.resolve(".hidden"), "x");
    var settings =
        settings(
            Map.of("BOTS", "shop", "SECRETS_DIR", secrets.toString(), "NOBODYS", "x"),
            "loglevel=INFO\nLOG_LEVEL=INFO\nSHOP_BOT_TOKEN_FILE=x\nSHOP_WEBHOK_SECRET=x\n");
    assertThat(settings.warnings(List.of(GeneralSettings.class, BotsSettings.class)))
        .containsExactly(
            ".env: LOGLEVEL is no setting; the nearest is LOG_LEVEL",
            ".env: SHOP_WEBHOK_SECRET is no setting; the nearest is SHOP_WEBHOOK_SECRET",
            "secrets folder: BOT_TOKN is no setting; the nearest is BOT_TOKEN");
  }

  record Own(@Setting(name = "GREETING", fallback = "hi", doc = "a bot's") String greeting) {}

  @Test
  void whatSomebodyHasReadIsKnown() throws IOException {
    var settings = settings(Map.of(), "GREETING=hello\nLOG_LEVL=INFO\nFAR_FROM_ALL=x\n");
    List<Class<? extends Record>> ours = List.of(GeneralSettings.class);
    var slip = ".env: LOG_LEVL is no setting; the nearest is LOG_LEVEL";

    assertThat(settings.warnings(ours)).hasSize(3);
    assertThat(settings.slips(ours)).containsExactly(slip);
    var own = settings.with(Map.of("OTHER", "x")).read(Own.class);
    assertThat(own.greeting()).isEqualTo("hello");
    assertThat(settings.warnings(ours))
        .hasSize(2)
        .contains(slip)
        .noneMatch(it -> it.contains("GREETING is"));
  }

  private String secret(Map<String, String> environment, String dotEnv) throws IOException {
    return settings(environment, dotEnv).read(One.class).secret().reveal();
  }

  private Settings settings(Map<String, String> environment, String dotEnv) throws IOException {
    return Settings.load(environment, Files.writeString(folder.resolve(".env"), dotEnv));
  }
}

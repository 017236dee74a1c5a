// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextsTest {
  @TempDir private Path folder;
  private Texts texts = new Texts(TextsTest.class.getClassLoader());

  @BeforeEach
  void write() throws IOException {
    bundle("texts", "hello=Hello, {0}!", "only=only here", "access.admin=Staff only");
    bundle("texts_pt", "hello=Olá, {0}! Como se diz l'água?");
    bundle("texts_pt_BR", "bye=Tchau");
    texts = new Texts(new URLClassLoader(new URL[] {folder.toUri().toURL()}, null));
  }

  @Test
  void speaksTheLanguageAndFallsBackToTheNearestThatThereIs() {
    assertThat(texts.text(Texts.locale("pt-br"), "bye")).isEqualTo("Tchau");
    assertThat(texts.text(Texts.locale("pt_BR"), "hello", "Ada"))
        .isEqualTo("Olá, Ada! Como se diz l'água?");
    assertThat(texts.text(Texts.locale("pt-br"), "only")).isEqualTo("only here");
    assertThat(texts.text(Texts.locale("de"), "hello", "Ada")).isEqualTo("Hello, Ada!");
    assertThat(texts.text(Texts.locale(""), "hello", "Ada")).isEqualTo("Hello, Ada!");
    assertThat(texts.text(Texts.locale("*#/"), "hello", "Ada")).isEqualTo("Hello, Ada!");
  }

  @Test
  void theMachinesOwnLanguagePlaysNoPart() {
    var before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("pt"));
    try {
      assertThat(texts.text(Locale.GERMAN, "hello", "Ada")).isEqualTo("Hello, Ada!");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theEnginesTextsAreThereAndCanBeOverridden() {
    assertThat(texts.text(Locale.GERMAN, "access.register"))
        .isEqualTo("⚠️ Please register first with /start");
    assertThat(texts.text(Locale.GERMAN, "access.admin")).isEqualTo("Staff only");
  }

  @Test
  void aKeyThatNobodyHasIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> texts.text(Locale.ROOT, "nobody.has.it"))
        .withMessage("there is no text 'nobody.has.it' in texts.properties");
  }

  private void bundle(String name, String... lines) throws IOException {
    Files.write(
        folder.resolve(name + ".properties"), java.util.List.of(lines), StandardCharsets.UTF_8);
  }
}

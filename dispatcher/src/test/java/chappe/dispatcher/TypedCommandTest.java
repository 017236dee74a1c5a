// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedCommandTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /start,                start, '',       ''
          /START,                start, '',       ''
          /start abc_DEF-1,      start, '',       abc_DEF-1
          /help@demo_bot,        help,  demo_bot, ''
          /echo@demo_bot a  b,   echo,  demo_bot, 'a  b'
          /echo   two  blanks,   echo,  '',       'two  blanks'
          /2,                    2,     '',       ''
          """)
  void isReadFromAText(String text, String name, String addressee, String arguments) {
    assertThat(TypedCommand.in(text)).contains(new TypedCommand(name, addressee, arguments));
  }

  @Test
  void keepsTheLineBreaksOfItsArguments() {
    assertThat(TypedCommand.in("/echo\nfirst\n\n  second"))
        .contains(new TypedCommand("echo", "", "first\n\n  second"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "hello",
        " /start",
        "//start",
        "/usr/bin",
        "/a-b",
        "/start@",
        "/ünder",
        "/a23456789012345678901234567890123",
        "/help,"
      })
  void isNotReadFromAnythingElse(String text) {
    assertThat(TypedCommand.in(text)).isEmpty();
  }

  @Test
  void endsWhereTelegramSaysSo() {
    assertThat(TypedCommand.in("/help, please", 5))
        .contains(new TypedCommand("help", "", ", please"));
    assertThat(TypedCommand.in("/help", 99)).isEmpty();
    assertThat(TypedCommand.in("/help", -1)).isEmpty();
  }

  @Test
  void addressesTheBotItNamesInAnyCaseAndEachBotWhereItNamesNone() {
    var named = TypedCommand.in("/help@Demo_Bot").orElseThrow();

    assertThat(named.addresses(() -> "demo_bot")).isTrue();
    assertThat(named.addresses(() -> "other_bot")).isFalse();
    assertThat(named.addresses(() -> "")).isTrue();
    assertThat(TypedCommand.in("/help").orElseThrow().addresses(() -> "other_bot")).isTrue();
  }
}

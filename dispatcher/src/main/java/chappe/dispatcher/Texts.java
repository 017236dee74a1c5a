// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;

/// The texts of a bot by language: its own bundle `texts` (`texts.properties`,
/// `texts_de.properties`, … in UTF-8 at the root of its jar), and behind it the engine's, whose
/// keys a bot may override. Thread-safe; the first text of a language is read from the jar.
///
/// For `pt-br` a key is looked for in `texts_pt_BR`, `texts_pt` and `texts` of the bot, then in the
/// same of the engine.
final class Texts {
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final List<Source> sources;

  private record Source(String bundle, ClassLoader loader) {}

  /// @param loader of the bot's classes
  Texts(ClassLoader loader) {
    sources =
        List.of(
            new Source("texts", loader),
            new Source("chappe.dispatcher.texts", Texts.class.getClassLoader()));
  }

  /// The locale of a language tag; the root where it is empty or no tag.
  static Locale locale(String language) {
    return Locale.forLanguageTag(language.replace('_', '-'));
  }

  /// A text with its arguments in place of `{0}`, `{1}` and so on, written as the language does it
  /// (see [MessageFormat]; an apostrophe is an apostrophe).
  ///
  /// @throws IllegalArgumentException where neither the bot nor the engine has the key
  String text(Locale locale, String key, Object... arguments) {
    var pattern =
        find(locale, key)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no text '" + key + "' in texts.properties"));
    return arguments.length == 0
        ? pattern
        : new MessageFormat(pattern.replace("'", "''"), locale).format(arguments);
  }

  /// A text without arguments; empty where there is none.
  Optional<String> find(Locale locale, String key) {
    for (Source source : sources) {
      try {
        var bundle =
            ResourceBundle.getBundle(source.bundle(), locale, source.loader(), NO_FALLBACK);
        if (bundle.containsKey(key)) {
          return Optional.of(bundle.getString(key));
        }
      } catch (MissingResourceException _) {
        // A bot need not have texts of its own.
      }
    }
    return Optional.empty();
  }
}

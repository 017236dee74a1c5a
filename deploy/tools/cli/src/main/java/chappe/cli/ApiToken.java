// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.lifecycle.CannotStart;
import chappe.common.secrets.SecretFile;
import chappe.common.settings.ApiSettings;
import chappe.common.settings.Environment;
import chappe.common.settings.GeneralSettings;
import chappe.common.settings.Secret;
import chappe.common.settings.Settings;
import chappe.common.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The token of the REST interfaces: as it is set, else in development one that stands in the data
/// folder, made by whoever needs it first.
final class ApiToken {
  private static final String FILE = "api-token";

  private ApiToken() {}

  /// The settings with a token, wherever one may be made.
  ///
  /// @param folder of the data
  static Settings given(Settings settings, Path folder) {
    return isMissing(settings)
        ? settings.with(Map.of(ApiSettings.NAME, made(folder).reveal()))
        : settings;
  }

  private static boolean isMissing(Settings settings) {
    try {
      return settings.secret(ApiSettings.NAME).isEmpty()
          && settings.read(GeneralSettings.class).environment() == Environment.DEVELOPMENT;
    } catch (SettingsException _) {
      // told with all other mistakes, by whoever reads all
      return false;
    }
  }

  private static Secret made(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      if (!Files.exists(file)) {
        SecretFile.write(file, SecretFile.fresh());
      }
      return Secret.of(Files.readString(file).strip());
    } catch (IOException e) {
      throw new CannotStart("❌ " + file + " cannot be read; API_TOKEN may be set instead.", e);
    }
  }
}

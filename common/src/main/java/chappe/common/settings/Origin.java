// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.nio.file.Path;
import java.util.Optional;

/// Where the effective text of a setting comes from. Immutable.
///
/// @param source such as `environment`, `.env` or the name of the setting that leads to its file
/// @param file that holds it, where one does
public record Origin(String source, Optional<Path> file) {
  /// Whether it is a file of the secrets folder, which may change while the line runs.
  public boolean isInSecretsFolder() {
    return source.equals(Layers.SECRETS_FOLDER);
  }
}

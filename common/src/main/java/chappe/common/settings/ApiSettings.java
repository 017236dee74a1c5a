// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import jakarta.validation.constraints.Pattern;

/// Who may use the REST interfaces. `chappe` makes a token in development where none is set.
///
/// @param token to be given as `Authorization: Bearer …`
public record ApiSettings(
    @Setting(
            name = "API_TOKEN",
            doc =
                "bearer token of the REST interfaces (8083, 8084, 8085); in development one is made"
                    + " in the data folder")
        @Pattern(
            regexp = "[\\x21-\\x7e]{16,200}",
            message = "16 to 200 visible characters, such as openssl rand -hex 32 gives")
        Secret token) {
  /// The setting's name.
  public static final String NAME = "API_TOKEN";
}

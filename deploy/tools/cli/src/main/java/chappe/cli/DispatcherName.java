// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.settings.Setting;
import jakarta.validation.constraints.Pattern;

/// What names the dispatchers' group, for commands that need nothing else of them.
record DispatcherName(
    @Setting(
            name = "DISPATCHER_NAME",
            fallback = "main",
            doc = "which dispatchers share their work")
        @Pattern(
            regexp = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}",
            message = "letters, digits, hyphens and underscores, at most 64")
        String name) {}

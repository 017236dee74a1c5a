// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.settings.GeneralSettings;
import chappe.common.settings.Setting;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/// What the simulator is told.
public record SimulatorSettings(
    GeneralSettings general,
    @Setting(
            name = "SIMULATOR_PORT",
            fallback = "8089",
            doc = "the port of the simulated Telegram; 0 takes a free one")
        @Min(0)
        @Max(65535)
        int port) {}

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
        int port,
    @Setting(
            name = "SIMULATOR_STRICT",
            fallback = "false",
            doc = "whether the simulator refuses messages over Telegram's limits with 429")
        boolean strict) {}

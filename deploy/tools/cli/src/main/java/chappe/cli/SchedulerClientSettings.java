// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.settings.ApiSettings;
import chappe.common.settings.Setting;
import java.net.URI;

/// Where `chappe schedule` finds a scheduler.
public record SchedulerClientSettings(
    @Setting(
            name = "SCHEDULER_URL",
            fallback = "http://127.0.0.1:8083",
            doc = "where chappe schedule finds the scheduler")
        URI url,
    ApiSettings api) {}

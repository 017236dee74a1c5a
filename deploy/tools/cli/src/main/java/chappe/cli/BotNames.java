// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.settings.BotsSettings;
import chappe.common.settings.PerName;
import chappe.dispatcher.DispatcherSettings;
import java.util.List;

/// The bots of this line, for commands that need no token.
record BotNames(
    @PerName(
            names = "BOTS",
            unnamed = BotsSettings.UNNAMED,
            key = "BOT_TOKEN",
            doc = "further bots; the settings of `shop` begin with `SHOP_`")
        List<DispatcherSettings.Token> bots) {}

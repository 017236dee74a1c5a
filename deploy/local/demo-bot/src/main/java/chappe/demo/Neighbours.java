// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import chappe.bot.BadInitData;
import chappe.bot.BotServices;
import chappe.bot.Context;
import chappe.bot.HttpFailure;
import chappe.bot.Routes;
import chappe.common.settings.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// What lives beside the bot: a service of its author's own, and Mini Apps.
final class Neighbours {
  private static final Duration DAY = Duration.ofDays(1);

  /// @param shop where the service is
  record Addresses(
      @Setting(name = "DEMO_SHOP_URL", doc = "a service that knows prices, for /price")
          Optional<URI> shop) {}

  record Price(String item, int cents) {}

  private final BotServices services;
  private final boolean hasShop;

  /// A service is declared at the start: its address, and what every call of it needs.
  Neighbours(BotServices services) {
    this.services = services;
    var shop = services.settings(Addresses.class).shop();
    this.hasShop = shop.isPresent();
    shop.ifPresent(it -> services.http("shop", it).header("Accept", "application/json"));
  }

  void on(Routes on) {
    on.command("price", "ask a service for the price of ITEM", this::price).usage("ITEM");
    on.command("app", "check DATA of a Mini App", this::app).usage("DATA");
  }

  /// Tried again where it fails, at most ten a second, and logged without its arguments. What is no
  /// success is an exception with the status; whatever is not caught is tried again later.
  private void price(Context context) throws InterruptedException {
    var item = context.arguments().rest();
    if (!hasShop) {
      context.reply("I have no shop: DEMO_SHOP_URL is not set.");
      return;
    }
    try {
      var price = context.http("shop").get("prices/{}", item).send().as(Price.class);
      context.reply("%s: %d cents".formatted(price.item(), price.cents()));
    } catch (HttpFailure e) {
      context.reply(e.status() == 404 ? "Nobody sells that." : "The shop does not answer.");
    }
  }

  /// Whatever a Mini App says of its user may be made up, until its signature was checked.
  private void app(Context context) {
    try {
      var data = services.initData(context.arguments().rest(), DAY);
      context.reply("The app was opened by " + data.user().firstName() + ".");
    } catch (BadInitData e) {
      context.reply("That is not from Telegram.");
    }
  }
}

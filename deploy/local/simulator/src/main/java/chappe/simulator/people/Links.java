// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.people;

import chappe.common.json.Json;
import chappe.simulator.chat.Members;
import chappe.simulator.chat.Outcome;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// People follow links into Telegram.
final class Links {
  private static final Pattern START =
      Pattern.compile("[?&](?<kind>start|startgroup)=(?<payload>[A-Za-z0-9_%-]{0,192})");

  private static final Pattern INVOICE =
      Pattern.compile("(?:/\\$|/invoice/|[?&]slug=)(?<slug>[\\w-]+)$");

  private Links() {}

  /// The part of an invoice's link that names it.
  static String slug(String link) {
    Matcher invoice = INVOICE.matcher(link);
    if (!invoice.find()) {
      throw new ImpossibleAct("link: one of an invoice is expected");
    }
    return invoice.group("slug");
  }

  static Outcome opens(Person person, String link) {
    if (INVOICE.matcher(link).find()) {
      return Paying.outcome(person, Paying.paysLink(person, link, Json.object()));
    }
    Matcher start = START.matcher(link);
    if (!start.find()) {
      throw new ImpossibleAct("link: one with ?start=, ?startgroup= or of an invoice is expected");
    }
    String payload = URLDecoder.decode(start.group("payload"), StandardCharsets.UTF_8);
    if (!payload.matches("[A-Za-z0-9_-]{0,64}")) {
      throw new ImpossibleAct("link: a payload of 1 to 64 of A-Z a-z 0-9 _ - is expected");
    }
    if (start.group("kind").equals("start")) {
      return Writing.says(person.in(person.user()), ("/start " + payload).strip());
    }
    if (person.chat() > 0) {
      throw new ImpossibleAct("chat: the group that the bot is to come to is expected");
    }
    if (!person.world().members().present(person.chat()).contains(person.bot().id())
        || !Members.present(person.world().member(person.chat(), person.bot().id()))) {
      Places.changes(person, person.bot().id(), "member");
    }
    return Writing.says(person, ("/start@" + person.bot().username() + " " + payload).strip());
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.people;

import chappe.simulator.chat.BotAccount;
import chappe.simulator.chat.Outcome;
import chappe.simulator.chat.Upload;
import chappe.simulator.chat.World;
import chappe.simulator.pay.Checkout;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// A person in a chat with a bot, who does what people do; each act becomes an update on its way to
/// the bot. Whatever is impossible throws [ImpossibleAct] with its reason. Immutable and
/// thread-safe; never blocks.
///
/// @param world where all this happens
/// @param bot whose view it is
/// @param user the person's id
/// @param chat the chat's id, the person's own for the private chat
public record Person(World world, BotAccount bot, long user, long chat) {
  /// The same person in another chat.
  public Person in(long other) {
    return new Person(world, bot, user, other);
  }

  /// Writes a text.
  public Outcome says(String text) {
    return Writing.says(this, text);
  }

  /// Sends a message of any content: fields of `Message`, `location` or `contact` for instance.
  public Outcome sends(JsonNode content) {
    return Writing.sends(this, content);
  }

  /// Sends a file.
  ///
  /// @param kind `photo`, `document`, `video`, `audio`, `voice`, `animation`, `video_note` or
  ///   `sticker`
  /// @param more further fields of the message, `caption` for instance
  public Outcome sendsFile(String kind, Upload upload, JsonNode more) {
    return Writing.sendsFile(this, kind, upload, more);
  }

  /// Corrects a text or a caption.
  public Outcome edits(int message, String text) {
    return Writing.edits(this, message, text);
  }

  /// Presses an inline button with this data, be there one or not.
  public Outcome presses(int message, String data) {
    return Pressing.data(this, message, data);
  }

  /// Presses the inline button that shows this text.
  public Outcome pressesButton(int message, String label) {
    return Pressing.button(this, message, label);
  }

  /// Presses the key of the chat's reply keyboard that shows this text.
  public Outcome pressesKey(String label) {
    return Pressing.key(this, label);
  }

  /// Types `@bot query` in the chat.
  ///
  /// @param offset what an answer gave as its next one, empty for the beginning
  public Outcome asks(String query, String offset) {
    return Asking.asks(this, query, offset);
  }

  /// Takes one of the results of an inline query.
  ///
  /// @param query the query's id
  /// @param result the result's id
  public Outcome chooses(String query, String result) {
    return Asking.chooses(this, query, result);
  }

  /// Votes in a poll, for none to take a vote back.
  ///
  /// @param options their places, from 0 on
  public Outcome votes(int message, List<Integer> options) {
    return Opinions.votes(this, message, options);
  }

  /// Reacts with these emoji, with none to take all back.
  public Outcome reacts(int message, List<String> emoji) {
    return Opinions.reacts(this, message, emoji);
  }

  /// Blocks the bot: its calls for this person's chat are refused with 403.
  public Outcome blocks() {
    return Places.blocks(this, true);
  }

  /// Lets the bot write again, as any message of this person does too.
  public Outcome unblocks() {
    return Places.blocks(this, false);
  }

  public Outcome joins() {
    return Places.changes(this, user, "member");
  }

  public Outcome leaves() {
    return Places.changes(this, user, "left");
  }

  /// Makes somebody, the bot too, something in the chat.
  ///
  /// @param member `status`, and what belongs to it in `ChatMember`
  public Outcome changes(long whom, ObjectNode member) {
    return Places.changes(this, whom, member);
  }

  /// Asks to be let into the chat.
  ///
  /// @param bio what is said of oneself, empty for nothing
  public Outcome asksToJoin(String bio) {
    return Places.asksToJoin(this, bio);
  }

  /// Makes a supergroup of the group.
  public Outcome migrates() {
    return Places.migrates(this);
  }

  /// Follows a `t.me` link: `?start=`, `?startgroup=` in a group, an invoice's `/$`.
  public Outcome opens(String link) {
    return Links.opens(this, link);
  }

  /// Begins to pay the invoice of a message; the bot is asked to ship or to take the payment.
  ///
  /// @param wish what is filled in: `name`, `email`, `phone_number`, `shipping_address`,
  ///   `shipping_option`, `tip`; something plausible where it is left out
  public Checkout pays(int message, JsonNode wish) {
    return Paying.pays(this, message, wish);
  }

  /// Begins to pay by an invoice's link.
  ///
  /// @param wish as in [#pays]
  public Checkout paysLink(String link, JsonNode wish) {
    return Paying.paysLink(this, link, wish);
  }

  /// Pays the next period of a subscription, as Telegram does by itself when one ends.
  ///
  /// @param charge of its first payment
  public Outcome renews(String charge) {
    return Paying.renews(this, charge);
  }

  /// Gives a subscription up, or takes it up again.
  ///
  /// @param charge of its first payment
  public Outcome cancels(String charge, boolean canceled) {
    return Paying.cancels(this, charge, canceled);
  }
}

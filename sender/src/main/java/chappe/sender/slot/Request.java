// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

/// A command that asks to be sent. Immutable.
///
/// @param id the command's
/// @param chat where it goes, empty for nowhere: pauses are the chat's
/// @param account on which its cost to the chat is booked: edits have one of their own
/// @param botCost messages that it is for the bot's limit; 0 takes no slot
/// @param chatCost what it costs the chat; 0 for nothing
/// @param marked whether a mark says what became of it
/// @param paid whether it is of a paid broadcast, and those are switched on
/// @param repeat whether it goes although a sender died that may have sent it
/// @param released whether it was parked before, and so does not wait behind those that are
public record Request(
    String id,
    String bot,
    Rank rank,
    String chat,
    String account,
    ChatLimit limit,
    int botCost,
    int chatCost,
    boolean marked,
    boolean paid,
    boolean repeat,
    boolean released) {

  /// The same, sent even where a dead sender may have sent it.
  public Request repeated() {
    return new Request(
        id, bot, rank, chat, account, limit, botCost, chatCost, marked, paid, true, released);
  }

  boolean bursts() {
    return rank != Rank.BULK;
  }

  /// Whether the bot's own time decides on its slot.
  boolean takesBulkSlot() {
    return rank == Rank.BULK && botCost > 0 && !paid;
  }
}

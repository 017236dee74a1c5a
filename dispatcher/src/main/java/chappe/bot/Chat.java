// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// A chat, as far as the update tells. Immutable.
///
/// @param id Telegram's number: a private chat's is its user's, a group's is negative
/// @param type what it is
/// @param title a group's or channel's title; empty where there is none
/// @param username its public name without `@`; empty where there is none
public record Chat(long id, ChatType type, String title, String username) {}

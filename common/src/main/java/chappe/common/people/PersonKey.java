// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.people;

/// By what a person or a chat is found: a bot, and Telegram's id. Immutable.
record PersonKey(String bot, long id) {}

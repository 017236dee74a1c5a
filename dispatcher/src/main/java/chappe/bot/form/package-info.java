// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// Forms, and records of authors: what an answer must be like, and what a record must be like.
@NullMarked
package chappe.bot.form;

import org.jspecify.annotations.NullMarked;

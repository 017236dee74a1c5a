// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.form;

import com.fasterxml.jackson.databind.JsonNode;

/// One field that is not as it must be. As JSON: `{"field": …, "value": …, "expectation": …}`.
/// Immutable.
///
/// @param field its name as in JSON, such as `first_name`; empty where the record as a whole is
///   meant
/// @param value what it was: of a person, so not for a log
/// @param expectation what would do
public record Invalid(String field, JsonNode value, String expectation) {}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import com.fasterxml.jackson.databind.JsonNode;

/// One method as the table has it. Immutable by agreement: nobody changes its trees.
///
/// @param name its proper name
/// @param returns the type of its result
/// @param required its required parameters, name to type
/// @param content the fields of a message that it sends, missing for other methods
record MethodShape(String name, String returns, JsonNode required, JsonNode content) {}

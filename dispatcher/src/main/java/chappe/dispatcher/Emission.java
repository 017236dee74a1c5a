// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.record.Topic;

/// A record that a handler has put on the line. Immutable; its bytes must not be changed.
///
/// @param id unique and the same at every attempt
/// @param topic where it goes
/// @param key `{bot}:{chat}`
/// @param type the type header, such as `command`
/// @param value JSON
public record Emission(String id, Topic topic, String key, String type, byte[] value) {}

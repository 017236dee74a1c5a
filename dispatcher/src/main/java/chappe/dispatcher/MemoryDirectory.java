// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.consumer.SessionDirectory;
import chappe.common.record.RecordKey;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The sessions of a line in memory.
///
/// @param sessions by key, those of users as `{key}:{user}`
/// @param key of the record
record MemoryDirectory(Map<String, byte[]> sessions, String key) implements SessionDirectory {
  private static final Pattern USER = Pattern.compile("[0-9]{1,18}");

  @Override
  public Set<Long> users() {
    Set<Long> users = new TreeSet<>();
    for (String name : sessions.keySet()) {
      if (name.startsWith(key + ":") && USER.matcher(name.substring(key.length() + 1)).matches()) {
        users.add(Long.parseLong(name.substring(key.length() + 1)));
      }
    }
    return users;
  }

  @Override
  public Set<RecordKey> keysOf(String bot, long user) {
    Set<RecordKey> keys = new LinkedHashSet<>();
    for (String name : sessions.keySet()) {
      if (name.equals(bot + ":" + user)) {
        keys.add(RecordKey.parse(name));
      } else if (name.matches(bot + ":-?[0-9]+:" + user)) {
        keys.add(RecordKey.parse(name.substring(0, name.lastIndexOf(':'))));
      }
    }
    return keys;
  }

  @Override
  public Optional<byte[]> of(RecordKey other) {
    return Optional.ofNullable(sessions.get(other.toString()));
  }
}

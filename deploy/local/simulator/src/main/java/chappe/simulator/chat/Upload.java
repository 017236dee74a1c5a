// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

/// A file as somebody sends it. Immutable by agreement: nobody changes the bytes.
///
/// @param name its name, empty where there is none
/// @param type its media type, empty where it is not known
/// @param content what is in it
public record Upload(String name, String type, byte[] content) {
  /// The name's end with its dot, empty where it has none.
  String extension() {
    int dot = name.lastIndexOf('.');
    String end = dot < 0 ? "" : name.substring(dot);
    return end.matches("\\.[A-Za-z0-9]{1,8}") ? end : "";
  }

  @Override
  public String toString() {
    return "Upload[%d bytes]".formatted(content.length);
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.kafka.FirstOffsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `beginning`, `end` or a time.
final class FirstOffsetsConverter implements ITypeConverter<FirstOffsets> {
  @Override
  public FirstOffsets convert(String text) {
    return switch (text) {
      case "beginning" -> new FirstOffsets.Beginning();
      case "end" -> new FirstOffsets.End();
      default -> at(text);
    };
  }

  private static FirstOffsets at(String text) {
    try {
      return new FirstOffsets.At(Instant.parse(text));
    } catch (DateTimeParseException _) {
      throw new TypeConversionException(
          "expected beginning, end, or a time such as 2026-11-01T00:00:00Z, not " + text);
    }
  }
}

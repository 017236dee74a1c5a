// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a time such as `30s`, `5m`, `2h` or `1d`.
final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      String upper = text.toUpperCase(Locale.ROOT);
      Duration read = Duration.parse((upper.endsWith("D") ? "P" : "PT") + upper);
      if (read.isPositive()) {
        return read;
      }
    } catch (DateTimeException _) {
      // told below
    }
    throw new TypeConversionException("expected a time such as 30s, 5m, 2h or 1d, not " + text);
  }
}

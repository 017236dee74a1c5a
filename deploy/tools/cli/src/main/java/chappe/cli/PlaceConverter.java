// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.record.RecordPlace;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the place of a dead letter.
final class PlaceConverter implements ITypeConverter<RecordPlace> {
  @Override
  public RecordPlace convert(String text) {
    return RecordPlace.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected {service}-{partition}@{offset} such as dispatcher-3@17, not "
                        + text));
  }
}

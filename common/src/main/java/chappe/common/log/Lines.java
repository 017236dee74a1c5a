// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/// Events to UTF-8 lines. The form of a line scrubs what it is made of.
final class Lines extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  private final Function<ILoggingEvent, String> form;

  Lines(Function<ILoggingEvent, String> form) {
    this.form = form;
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return form.apply(event).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}

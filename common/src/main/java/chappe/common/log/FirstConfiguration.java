// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/// What Logback finds by `ServiceLoader` at its first line: plain, from WARN on, until
/// [Logging#start] has read the settings. Without it Logback would print everything, unscrubbed, on
/// standard output.
public final class FirstConfiguration extends ContextAwareBase implements Configurator {
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Logging.set(context, Level.WARN, false);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}

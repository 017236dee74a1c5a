// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import java.util.function.Consumer;

/// The web server below everything.
final class Server {
  private static final int MAX_HEADERS = 256 << 10;
  private static final int MAX_FILE_MIB = 50;

  private Server() {}

  static Javalin create(SimulatorOptions options, Consumer<RoutesConfig> routes) {
    return Javalin.create(
        config -> {
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.concurrency.useVirtualThreads = true;
          config.http.maxRequestSize = ParameterReader.MAX_BYTES + 1L;
          config.jetty.modifyHttpConfiguration(http -> http.setRequestHeaderSize(MAX_HEADERS));
          config.jetty.multipartConfig.maxFileSize(MAX_FILE_MIB, io.javalin.config.SizeUnit.MB);
          routes.accept(config.routes);
        });
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import io.javalin.Javalin;
import java.io.IOException;

/// What the door is measured against: a Javalin server as it comes, which reads the body and
/// answers 200. It forgets everything. Ends with its input.
public final class BareMain {
  static final String READY = "bare";

  private BareMain() {}

  public static void main(String[] arguments) throws IOException {
    var server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.startup.showOldJavalinVersionWarning = false;
                  config.jetty.host = "127.0.0.1";
                  config.jetty.port = 0;
                  config.routes.post(
                      Wire.PATH,
                      context -> {
                        var _ = context.bodyAsBytes();
                        context.status(200);
                      });
                })
            .start();
    System.out.println(READY + " " + server.port());
    while (System.in.read() >= 0) {
      // nothing is asked of it
    }
    System.exit(0);
  }
}

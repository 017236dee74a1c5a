// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import chappe.bench.Figure;
import chappe.bench.Report;
import chappe.common.json.Json;
import chappe.common.secrets.SecretFile;
import chappe.common.settings.BotsSettings;
import chappe.common.settings.Secret;
import chappe.common.settings.Settings;
import chappe.common.telegram.ApiResult;
import chappe.common.telegram.BotApi;
import chappe.common.telegram.CallSettings;
import chappe.ingress.secrets.ReadSecrets;
import chappe.ingress.secrets.Rotation;
import chappe.simulator.Simulator;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// A webhook secret is rotated under 500 updates a second, with two doors running.
final class RotationTrial {
  private static final int PER_SECOND = 500;
  private static final int SOME = 1_000;
  private static final CallSettings CALLS =
      new CallSettings(Duration.ofSeconds(5), Duration.ofSeconds(5));

  private final Report report;
  private final LongSupplier nanos;

  /// @param nanos monotonic clock
  RotationTrial(Report report, LongSupplier nanos) {
    this.report = report;
    this.nanos = nanos;
  }

  /// Rotates; blocks for that long and some seconds.
  ///
  /// @param grace for how many seconds the old secret must not have been used
  /// @return whether no request was refused and nothing is lost
  boolean run(int grace) throws InterruptedException {
    var awaited = new Awaited(nanos);
    try (var hall = new Hall(report);
        var telegram = Simulator.start();
        var api = new BotApi(telegram.url(), CALLS, nanos)) {
      var secrets = hall.folder();
      SecretFile.write(secrets.resolve("WEBHOOK_SECRET"), Secret.of(Wire.SECRET));
      Map<String, String> others = new HashMap<>();
      others.put("TELEGRAM_API_URL", telegram.url().toString());
      others.put("SECRETS_DIR", secrets.toString());
      // that of the folder counts where none is given
      others.put("WEBHOOK_SECRET", "");
      var door = hall.door(others);
      others.put("INSTANCE_NAME", "another");
      var other = hall.door(others);
      register(api, door.port());
      Chatter chatter = new Chatter(telegram, Hall.TOKEN, PER_SECOND, nanos);
      double took;
      try (chatter) {
        awaited.until("updates that are stored", () -> hall.inTopic() > SOME);
        var settings = Settings.of(hall.settings(others));
        var timing =
            new Rotation.Timing(
                Duration.ofSeconds(grace),
                Duration.ofSeconds(30),
                nanos,
                it -> LockSupport.parkNanos(it.toNanos()));
        long start = nanos.getAsLong();
        new Rotation(
                settings,
                new ReadSecrets(hall.database().jdbi()),
                api,
                timing,
                it -> report.say("  " + it))
            .run(settings.read(BotsSettings.class).bot("demo").orElseThrow());
        took = (nanos.getAsLong() - start) / 1e9;
        long before = hall.inTopic();
        awaited.until("updates with the new secret", () -> hall.inTopic() > before + SOME);
      }
      awaited.until("all to be delivered", () -> telegram.pending(Hall.TOKEN) == 0);
      Set<String> lost = new HashSet<>(chatter.said());
      lost.removeAll(hall.stored().ids());
      double refused = refused(door) + refused(other);
      report.figure(
          Figure.of(IngressChaos.NAME, "refused_by_rotation", refused, "requests")
              .with("said", chatter.said().size())
              .with("lost", lost.size())
              .with("took_s", took));
      return refused == 0 && lost.isEmpty();
    }
  }

  private static void register(BotApi api, int port) {
    var parameters =
        Json.object()
            .put("url", "http://127.0.0.1:" + port + "/webhook/demo")
            .put("secret_token", Wire.SECRET);
    if (!(api.call(Secret.of(Hall.TOKEN), "setWebhook", parameters) instanceof ApiResult.Sent)) {
      throw new IllegalStateException("the simulator takes no webhook");
    }
  }

  private static double refused(DoorProcess door) throws InterruptedException {
    try {
      return door.metric("chappe_ingress_rejected_total{");
    } catch (IOException e) {
      throw new IllegalStateException("a door does not answer", e);
    }
  }
}

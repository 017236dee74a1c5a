// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.http;

import chappe.common.lifecycle.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// The checks of a service. *Live*: its loops run; failing, it must be restarted. *Ready*: live,
/// and what it depends on answers; failing, it gets no traffic for now. Each answer asks all checks
/// at once, each for at most [#BOUND]. Thread-safe; checks may be added at any time.
public final class Health {
  /// The time that one check may take before it counts as failing.
  public static final Duration BOUND = Duration.ofSeconds(2);

  private final List<Named> live = new CopyOnWriteArrayList<>();
  private final List<Named> ready = new CopyOnWriteArrayList<>();

  private record Named(String name, Supplier<Check> check) {}

  private record Asked(String name, FutureTask<Check> answer) {}

  public Health live(String name, Supplier<Check> check) {
    live.add(new Named(name, check));
    return this;
  }

  public Health ready(String name, Supplier<Check> check) {
    ready.add(new Named(name, check));
    return this;
  }

  List<Check.Failing> failingLive() throws InterruptedException {
    return failing(live);
  }

  List<Check.Failing> failingReady() throws InterruptedException {
    List<Named> all = new ArrayList<>(live);
    all.addAll(ready);
    return failing(all);
  }

  private static List<Check.Failing> failing(List<Named> checks) throws InterruptedException {
    List<Asked> asked =
        checks.stream().map(it -> new Asked(it.name, new FutureTask<>(it.check::get))).toList();
    asked.forEach(it -> Thread.ofVirtual().name("check-" + it.name).start(it.answer));
    List<Check.Failing> failing = new ArrayList<>();
    for (Asked one : asked) {
      if (answer(one) instanceof Check.Failing failed) {
        failing.add(failed);
      }
    }
    return failing;
  }

  private static Check answer(Asked asked) throws InterruptedException {
    try {
      return asked.answer.get(BOUND.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      asked.answer.cancel(true);
      return Check.failing(asked.name, "no answer within " + BOUND.toMillis() + " ms");
    } catch (ExecutionException e) {
      return Check.failing(
          asked.name, Objects.requireNonNullElse(e.getCause(), e).getClass().getSimpleName());
    }
  }
}

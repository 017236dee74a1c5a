// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The moment at which one command may leave, on this process's monotonic clock. A reply may take
/// it over as long as the command has not left. Thread-safe.
public final class Slot {
  /// A command that would leave later than this after its slot asks for another.
  static final long LATE = 50_000;

  private final Desk desk;
  private final Request request;
  private final long at;
  private final @Nullable Takeover takeover;
  private final LongSupplier micros;
  private final AtomicReference<State> state = new AtomicReference<>(State.HELD);
  private final CompletableFuture<Boolean> givenUp = new CompletableFuture<>();

  private enum State {
    HELD,
    LEFT,
    GIVEN_UP
  }

  /// @param at on the clock of `micros`
  /// @param takeover what a reply needs to take it over; null where none may
  Slot(Desk desk, Request request, long at, @Nullable Takeover takeover, LongSupplier micros) {
    this.desk = desk;
    this.request = request;
    this.at = at;
    this.takeover = takeover;
    this.micros = micros;
  }

  /// Waits for the slot.
  ///
  /// @return whether it has come; false where it was taken over
  /// @throws InterruptedException where the sender stops
  public boolean await() throws InterruptedException {
    long left = at - micros.getAsLong();
    try {
      return givenUp.get(Math.max(0, left), TimeUnit.MICROSECONDS);
    } catch (TimeoutException _) {
      return true;
    } catch (ExecutionException _) {
      throw new InterruptedException("the sender stops");
    }
  }

  /// Asked when the command's bytes are about to leave: not where the slot was taken over, is past,
  /// was paused meanwhile, or where others may take this sender for dead.
  public boolean leave() {
    boolean fits = micros.getAsLong() - at <= LATE && desk.mayLeave(request);
    if (state.compareAndSet(State.HELD, fits ? State.LEFT : State.GIVEN_UP) && fits) {
      return true;
    }
    desk.missed(request);
    return false;
  }

  /// To be called when the command has been sent, or will not be with this slot.
  public void ended() {
    state.compareAndSet(State.HELD, State.GIVEN_UP);
    desk.ended(this);
  }

  /// Whether it is now the caller's.
  boolean takeOver() {
    boolean taken = state.compareAndSet(State.HELD, State.GIVEN_UP);
    if (taken) {
      givenUp.complete(false);
    }
    return taken;
  }

  /// Ends the wait for it, since the sender stops.
  void stop() {
    if (state.compareAndSet(State.HELD, State.GIVEN_UP)) {
      givenUp.completeExceptionally(new IllegalStateException("the sender stops"));
    }
  }

  long at() {
    return at;
  }

  @Nullable Takeover takeover() {
    return takeover;
  }
}

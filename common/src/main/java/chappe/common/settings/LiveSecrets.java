// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The secrets that were read from files and that somebody still holds. Thread-safe.
final class LiveSecrets {
  private final List<Live> all = new ArrayList<>();

  private record Live(WeakReference<Secret> secret, Source source) {}

  /// Where a secret comes from.
  @FunctionalInterface
  interface Source {
    /// Its text as it is now.
    ///
    /// @throws Unusable where it is gone, or not what it must be
    String read() throws Unusable;
  }

  /// A secret that cannot be taken as it is now.
  static final class Unusable extends Exception {
    Unusable(Mistake mistake) {
      super(mistake.toString(), null, false, false);
    }
  }

  synchronized void follow(Secret secret, Source source) {
    all.add(new Live(new WeakReference<>(secret), source));
  }

  /// Reads all anew; what cannot be used leaves its secret as it was.
  ///
  /// @return what cannot be used, free of secrets
  List<String> refresh() {
    Set<String> complaints = new LinkedHashSet<>();
    for (Live live : held()) {
      var secret = live.secret.get();
      if (secret != null) {
        try {
          var now = live.source.read();
          if (!secret.matches(now)) {
            secret.become(now);
          }
        } catch (Unusable e) {
          complaints.add(String.valueOf(e.getMessage()));
        }
      }
    }
    return List.copyOf(complaints);
  }

  private synchronized List<Live> held() {
    all.removeIf(it -> it.secret.refersTo(null));
    return List.copyOf(all);
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every registry keeps to.
abstract class PeopleContract {
  static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  abstract People people();

  /// Lets what was only told become known.
  abstract void settle();

  static UserSighting ada(long id, String firstName, Instant at) {
    return new UserSighting("demo", id, "ada_l", firstName, "de", at);
  }

  @Test
  void registersOnceHoweverOftenItIsAsked() {
    var first = people().register(ada(1, "Ada", NOON));
    assertThat(first)
        .isEqualTo(new Person("demo", 1, "ada_l", "Ada", Role.USER, "de", true, false, NOON, NOON));

    var second = people().register(ada(1, "Ada L.", NOON.plusSeconds(5)));

    assertThat(second.createdAt()).isEqualTo(NOON);
    assertThat(second.firstName()).isEqualTo("Ada L.");
    assertThat(people().find("demo", 1)).contains(second);
    assertThat(people().find("shop", 1)).isEmpty();
  }

  @Test
  void keepsWhatWasChosenWhenSomebodyRegistersAgain() {
    people().register(ada(2, "Ada", NOON));
    assertThat(people().assign("demo", 2, Role.MODERATOR)).isTrue();
    assertThat(people().speaks("demo", 2, "fr")).isTrue();
    assertThat(people().activate("demo", 2, false)).isTrue();

    people().register(ada(2, "Ada", NOON.plusSeconds(1)));

    assertThat(people().find("demo", 2))
        .hasValueSatisfying(
            it -> {
              assertThat(it.role()).isEqualTo(Role.MODERATOR);
              assertThat(it.language()).isEqualTo("fr");
              assertThat(it.isActive()).isFalse();
            });
  }

  @Test
  void changesNobodyWhoHasNotRegistered() {
    assertThat(people().assign("demo", 3, Role.ADMIN)).isFalse();
    people().seen(ada(3, "Ada", NOON));
    people().blocked("demo", 3, true, NOON);
    settle();
    assertThat(people().find("demo", 3)).isEmpty();
  }

  @Test
  void whoIsSeenIsBroughtUpToDate() {
    people().register(ada(4, "Ada", NOON));
    people().seen(ada(4, "Ada L.", NOON.plusSeconds(9)));
    people().seen(ada(4, "Ada", NOON.plusSeconds(3)));
    settle();
    assertThat(people().find("demo", 4)).map(Person::lastSeen).contains(NOON.plusSeconds(9));
  }

  @Test
  void knowsWhoHasBlockedTheBot() {
    people().register(ada(5, "Ada", NOON));
    people().blocked("demo", 5, true, NOON.plusSeconds(1));
    assertThat(people().find("demo", 5)).map(Person::isBlocked).contains(true);
    people().blocked("demo", 5, false, NOON.plusSeconds(2));
    assertThat(people().find("demo", 5)).map(Person::isBlocked).contains(false);
  }

  @Test
  void forgets() {
    people().register(ada(6, "Ada", NOON));
    assertThat(people().forget("demo", 6)).isTrue();
    assertThat(people().forget("demo", 6)).isFalse();
    settle();
    assertThat(people().find("demo", 6)).isEqualTo(Optional.empty());
  }
}

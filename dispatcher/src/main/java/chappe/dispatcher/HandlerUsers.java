// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.RegisteredUser;
import chappe.bot.Role;
import chappe.bot.Users;
import chappe.common.people.People;
import chappe.common.people.Person;
import chappe.common.people.UserSighting;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The registry as one handler sees it.
final class HandlerUsers implements Users {
  /// RFC 5646, as far as languages of messages go.
  private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,3}");

  private final People people;
  private final Set<Long> admins;
  private final String bot;
  private final Supplier<UserSighting> user;
  private final LongConsumer forgetting;

  /// @param admins ids of those who are it without being assigned
  /// @param user the update's; throws where it has none
  /// @param forgetting asks for somebody to be forgotten
  HandlerUsers(
      People people,
      Set<Long> admins,
      String bot,
      Supplier<UserSighting> user,
      LongConsumer forgetting) {
    this.people = people;
    this.admins = admins;
    this.bot = bot;
    this.user = user;
    this.forgetting = forgetting;
  }

  @Override
  public RegisteredUser register() {
    return shown(people.register(user.get()));
  }

  @Override
  public Optional<RegisteredUser> current() {
    return find(user.get().id());
  }

  @Override
  public Optional<RegisteredUser> find(long id) {
    return people.find(bot, id).map(this::shown);
  }

  @Override
  public boolean isRegistered() {
    return current().filter(RegisteredUser::isActive).isPresent();
  }

  @Override
  public Role role() {
    if (admins.contains(user.get().id())) {
      return Role.ADMIN;
    }
    return current().filter(RegisteredUser::isActive).map(RegisteredUser::role).orElse(Role.USER);
  }

  @Override
  public boolean assign(long id, Role role) {
    return people.assign(bot, id, chappe.common.people.Role.valueOf(role.name()));
  }

  @Override
  public boolean speaks(String language) {
    if (!TAG.matcher(language).matches()) {
      throw new IllegalArgumentException("a language is a tag such as de or pt-br");
    }
    return people.speaks(bot, user.get().id(), language);
  }

  @Override
  public boolean deactivate(long id) {
    return people.activate(bot, id, false);
  }

  @Override
  public boolean activate(long id) {
    return people.activate(bot, id, true);
  }

  @Override
  public void forget() {
    forget(user.get().id());
  }

  @Override
  public void forget(long id) {
    forgetting.accept(id);
  }

  private RegisteredUser shown(Person it) {
    return new RegisteredUser(
        it.id(),
        it.username(),
        it.firstName(),
        admins.contains(it.id()) ? Role.ADMIN : Role.valueOf(it.role().name()),
        it.language(),
        it.isActive(),
        it.isBlocked(),
        it.createdAt(),
        it.lastSeen());
  }
}

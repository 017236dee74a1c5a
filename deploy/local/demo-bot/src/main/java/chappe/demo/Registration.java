// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import chappe.bot.Routes;
import chappe.bot.form.Models;
import chappe.bot.form.Phone;
import chappe.bot.form.Questions;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/// `/form`: questions whose answers become a record. An answer that does not do is asked for again,
/// and what arrives at the end is valid.
///
/// @param phone may be left out with `/skip`
record Registration(
    @Email String email, Optional<@Phone String> phone, @Min(13) @Max(120) int age) {

  static void on(Routes on) {
    on.form("form", Registration.class)
        .startedBy("form", "register with e-mail, phone and age")
        .ask("email", Questions.email(), "What is your e-mail address?")
        .ask("phone", Questions.phone(), "What is your phone number?")
        .ask("age", Questions.age(13, 120), "How old are you?")
        .then(
            (context, registration) ->
                context.reply("✅ You are registered.\n" + Models.pretty(registration)));
  }
}

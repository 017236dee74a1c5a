// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.people;

import chappe.common.json.Json;
import chappe.simulator.chat.Members;
import chappe.simulator.chat.Membership;
import chappe.simulator.chat.Outcome;
import chappe.simulator.update.UpdateKind;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// People come, go, block, and ask to be let in.
final class Places {
  private Places() {}

  /// Whoever writes is there: a blocked bot is let write again.
  static void arrives(Person person) {
    if (person.chat() == person.user() && blocked(person)) {
      blocks(person, false);
    }
  }

  static Outcome blocks(Person person, boolean blocked) {
    return changes(person.in(person.user()), person.bot().id(), blocked ? "kicked" : "member");
  }

  static Outcome changes(Person person, long whom, String status) {
    return changes(person, whom, Json.object().put("status", status));
  }

  static Outcome changes(Person person, long whom, ObjectNode member) {
    if (!member
        .path("status")
        .asText()
        .matches("creator|administrator|member|restricted|left|kicked")) {
      throw new ImpossibleAct(
          "status: creator, administrator, member, restricted, left or kicked is expected");
    }
    return new Membership(person.world())
        .change(person.bot(), person.chat(), person.user(), whom, member);
  }

  static Outcome asksToJoin(Person person, String bio) {
    if (Members.present(person.world().member(person.chat(), person.user()))
        && person.world().members().present(person.chat()).contains(person.user())) {
      throw new ImpossibleAct("the person is there already");
    }
    ObjectNode body = Json.object();
    body.set("chat", person.world().directory().chat(person.chat()));
    body.<ObjectNode>set("from", person.world().user(person.user()))
        .put("user_chat_id", person.user())
        .put("date", person.world().now());
    if (!bio.isEmpty()) {
      body.put("bio", bio);
    }
    person.world().members().put(person.chat(), person.user(), Json.object().put("status", "left"));
    return new Outcome(
        person.world().update(person.bot(), UpdateKind.CHAT_JOIN_REQUEST, body), body);
  }

  static Outcome migrates(Person person) {
    if (!person.world().directory().chat(person.chat()).path("type").asText().equals("group")
        || person.world().directory().moved(person.chat()).isPresent()) {
      throw new ImpossibleAct("the chat is no group");
    }
    return new Membership(person.world()).migrate(person.bot(), person.chat(), person.user());
  }

  private static boolean blocked(Person person) {
    return !Members.present(person.world().member(person.user(), person.bot().id()));
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import chappe.simulator.chat.World;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// The answers to queries, which must be in time. Thread-safe.
final class QueryMethods {
  private static final String TOO_OLD =
      "query is too old and response timeout expired or query ID is invalid";

  private final World world;

  QueryMethods(World world) {
    this.world = world;
  }

  Answer callback(Asked asked) {
    return answer(asked, "callback_query");
  }

  /// Its results are kept for whoever asked to choose from.
  Answer inline(Asked asked) {
    Parameters given = asked.parameters();
    Optional<Answer.Refused> wrong = InlineResults.check(given);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    Answer answer = answer(asked, "inline_query");
    if (answer instanceof Answer.Done) {
      asked.bot().inline().answer(given.text("inline_query_id"), InlineResults.kept(given));
    }
    return answer;
  }

  /// Any answer to a query of this kind, which must still be open.
  Answer answer(Asked asked, String kind) {
    if (!asked.bot().queries().open(kind, asked.parameters().text(kind + "_id"))) {
      return Answer.bad(TOO_OLD);
    }
    ObjectNode what = Json.object().put("method", asked.method().name());
    asked.parameters().values().forEach(what::put);
    world.tell("answer", asked.bot(), 0, what);
    return Answer.yes();
  }
}

// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import chappe.common.json.Json;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.Set;

/// The schemas of our records.
final class Schemas {
  private Schemas() {}

  /// What in a value does not fit a schema.
  static Set<ValidationMessage> mistakes(String schema, byte[] bytes) {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(Schemas.class.getResourceAsStream("/chappe/schemas/" + schema + ".schema.json"))
        .validate(Json.tree(bytes));
  }
}

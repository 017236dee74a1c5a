// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded.junit;

import chappe.embedded.EmbeddedKafka;
import chappe.embedded.EmbeddedPostgres;
import chappe.embedded.EmbeddedRedis;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives constructors, lifecycle methods and tests the servers they name as parameters:
/// [EmbeddedKafka], [EmbeddedPostgres], [EmbeddedRedis], or a [FreshDatabase].
///
/// Each server starts at its first use, is shared by all tests of the JVM and stops at its end; a
/// test never closes one. A test class finds Redis empty. Kafka's topics have fixed names: a test
/// class that must not meet another's records, or that stops its broker, starts one of its own with
/// [EmbeddedKafka#start(java.nio.file.Path, int)], which takes half a second once the JVM is warm.
public final class EmbeddedServers implements ParameterResolver {
  private static final Namespace OURS = Namespace.create(EmbeddedServers.class);
  private static final Set<Class<?>> KNOWN =
      Set.of(EmbeddedKafka.class, EmbeddedPostgres.class, EmbeddedRedis.class, FreshDatabase.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return KNOWN.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var store = context.getRoot().getStore(OURS);
    SharedServers servers =
        store.computeIfAbsent(SharedServers.class, _ -> new SharedServers(), SharedServers.class);
    Class<?> wanted = parameter.getParameter().getType();
    Class<?> test = context.getRequiredTestClass();
    if (wanted == EmbeddedKafka.class) {
      return servers.kafka();
    } else if (wanted == EmbeddedPostgres.class) {
      return servers.postgres();
    } else if (wanted == EmbeddedRedis.class) {
      return servers.redis(test);
    }
    return servers.database(test);
  }
}

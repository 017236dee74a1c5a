// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A PostgreSQL 18 on loopback, as a child process that ends with this JVM.
///
/// Its one user is `chappe`, without a password. Thread-safe.
public final class EmbeddedPostgres implements AutoCloseable {
  static final String SETTING = "POSTGRES_PORT";
  private static final String USER = "chappe";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int TRIES = 3;

  /// Where a running server's `postmaster.pid` says whether it takes connections.
  private static final int STATE_LINE = 7;

  private final Child child;
  private final int port;

  private EmbeddedPostgres(Child child, int port) {
    this.child = child;
    this.port = port;
  }

  /// As below, with no settings but our own.
  public static EmbeddedPostgres start(Path folder, int port) {
    return start(folder, port, Map.of());
  }

  /// Starts the server on the data in the folder, which are made the first time, and waits until it
  /// takes connections. Blocks for about a second.
  ///
  /// @param folder kept from start to start; one server at a time
  /// @param port 0 takes a free one
  /// @param settings of PostgreSQL, over ours
  /// @throws EmbeddedException if the port is taken or the server does not start
  public static EmbeddedPostgres start(Path folder, int port, Map<String, String> settings) {
    PostgresHome home = PostgresHome.prepare(folder.toAbsolutePath().normalize());
    Path data = home.folder().resolve("data");
    Leftover.end(data.resolve("postmaster.pid"), "postgres");
    initialise(home, data);
    for (int tried = 1; ; tried++) {
      int chosen = LoopbackPort.of(port, SETTING);
      Child child = launch(home, data, chosen, settings);
      if (Waiter.until(PATIENCE, () -> isReady(data) || !child.isAlive()) && child.isAlive()) {
        return new EmbeddedPostgres(child, chosen);
      }
      String lastWords = child.lastWords();
      child.close();
      if (port != 0 || tried == TRIES) {
        throw new EmbeddedException("PostgreSQL did not start: " + lastWords);
      }
    }
  }

  public int port() {
    return port;
  }

  /// The JDBC URL of a database, user included.
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s".formatted(port, database, USER);
  }

  /// The URL of a database as other programs write it.
  public String url(String database) {
    return "postgresql://%s@127.0.0.1:%d/%s".formatted(USER, port, database);
  }

  /// Makes the database unless it is there.
  ///
  /// @param name letters, digits and underscores
  public void createDatabase(String name) {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("not a database's name: " + name);
    }
    try (var connection = DriverManager.getConnection(jdbcUrl("postgres"));
        var find = connection.prepareStatement("select 1 from pg_database where datname = ?");
        var create = connection.createStatement()) {
      find.setString(1, name);
      if (!find.executeQuery().next()) {
        create.execute("create database " + name);
      }
    } catch (SQLException e) {
      throw new EmbeddedException("Cannot create the database " + name + ": " + e.getMessage(), e);
    }
  }

  /// Stops the server: open connections are closed, what is committed is kept. Further calls do
  /// nothing.
  @Override
  public void close() {
    child.close();
  }

  /// In a folder beside first: a start that was cut off must not leave half a cluster behind.
  private static void initialise(PostgresHome home, Path data) {
    if (Files.isDirectory(data)) {
      return;
    }
    Path unfinished = home.folder().resolve("unfinished");
    Path log = home.folder().resolve("initdb.log");
    try {
      Folders.delete(unfinished);
      List<String> arguments =
          List.of(
              "-D",
              unfinished.toString(),
              "-U",
              USER,
              "--auth=trust",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--no-sync");
      if (Child.run(home.command("initdb", arguments), log) != 0) {
        throw new EmbeddedException(
            "PostgreSQL cannot make its data folder: " + Child.lastWords(log));
      }
      Files.move(unfinished, data);
    } catch (IOException e) {
      throw new EmbeddedException("PostgreSQL cannot make its data folder: " + e.getMessage(), e);
    }
  }

  private static Child launch(
      PostgresHome home, Path data, int port, Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>();
    all.put("listen_addresses", "127.0.0.1");
    all.put("unix_socket_directories", "");
    // every service brings a pool and a few connections beside it
    all.put("max_connections", "300");
    all.putAll(settings);
    List<String> arguments =
        new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    all.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
    // INT is its fast stop: it does not wait for clients to leave
    return Child.start(
        home.command("postgres", arguments), "INT", home.folder().resolve("postgres.log"));
  }

  private static boolean isReady(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.size() > STATE_LINE && lines.get(STATE_LINE).strip().equals("ready");
    } catch (IOException _) {
      return false;
    }
  }
}

package io.puypuy.check.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.CheckException;
import io.puypuy.api.sql.Database;
import io.puypuy.api.sql.Table;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

/** What users of a real PostgreSQL with and without rights see, and what the check may do there. */
class PostgresRightsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static CheckDriver driver(String user) {
        return driver(user, "");
    }

    private static CheckDriver driver(String user, String more) {
        return CheckDriver.of(
                new PostgresCheck(),
                "[PostgreSQL]\nport: " + server.port() + "\nuser: " + user + "\npass: open sesame\n" + more + "\n");
    }

    private static Connection connect() throws SQLException {
        Properties user = new Properties();
        user.setProperty("user", "postgres");
        user.setProperty("password", "open sesame");
        return Objects.requireNonNull(
                new Driver().connect("jdbc:postgresql://127.0.0.1:" + server.port() + "/shop", user));
    }

    private static void work(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aReplicaThatReplaysNothingHasNoLag(@TempDir Path folder) throws Exception {
        try (CheckDriver driver = driver("monitor");
                CheckDriver unprivileged = driver("nobody");
                Connection connection = connect();
                Statement statement = connection.createStatement()) {
            Process receiver = receiver(folder);
            try {
                Awaitility.await().until(() -> has(statement, "SELECT 1 FROM pg_stat_replication"));
                assertThat(driver.run(START).points("postgresql_replica_lag_bytes"))
                        .isEmpty();
                assertThat(unprivileged.run(START).points("postgresql_replica_lag_bytes"))
                        .isEmpty();
            } finally {
                receiver.destroy();
                receiver.waitFor();
            }
        }
    }

    /** A replica that stores the log, and replays nothing. */
    private static Process receiver(Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                "pg_receivewal",
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(server.port()),
                "-U",
                "postgres",
                "-D",
                folder.toString());
        builder.environment().put("PGPASSWORD", "open sesame");
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static boolean has(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    @Test
    void theSizeOfADatabaseIsSeenByThoseWhoMayReadAllStatistics() throws Exception {
        work("CREATE DATABASE closed");
        work("REVOKE CONNECT ON DATABASE closed FROM PUBLIC");
        try (CheckDriver driver = driver("monitor");
                CheckDriver unprivileged = driver("nobody")) {
            CheckResult result = driver.run(START);
            assertThat(result.point("postgresql_database_size", "database", "closed")
                            .integer())
                    .isPositive();
            CheckResult hidden = unprivileged.run(START);
            assertThat(hidden.outcome().message()).isEmpty();
            assertThat(hidden.points("postgresql_database_size"))
                    .noneMatch(point -> point.series().tags().toString().contains("closed"));
        }
    }

    @Test
    void aSessionThatTellsNothingOfItselfLeavesStatesUnknown() throws Exception {
        try (CheckDriver driver = driver("monitor");
                Connection silent = connect();
                Statement older = silent.createStatement();
                Connection connection = connect();
                Statement younger = connection.createStatement()) {
            older.execute("SET track_activities = off");
            older.execute("BEGIN");
            younger.execute("BEGIN");
            CheckResult result = driver.run(START);
            assertThat(result.point("postgresql_connections", "state", "disabled")
                            .integer())
                    .isEqualTo(1);
            assertThat(result.points("postgresql_connections")).allMatch(point -> point.integer() > 0);
            assertThat(result.points("postgresql_oldest_transaction")).isEmpty();
        }
    }

    @Test
    void queriesOfTheSettingsGiveNumbersAndChangeNothing() throws Exception {
        work("CREATE TABLE books (price NUMERIC(9,2), title TEXT)");
        work("INSERT INTO books VALUES (10, 'Faust'), (12, 'Faust'), (15.5, 'Faust')");
        String queries = "{'books': 'SELECT count(*) FROM books',"
                + " 'price': 'SELECT avg(price) FROM books', 'thief': 'DELETE FROM books',"
                + " 'two': 'COMMIT; DELETE FROM books; SELECT 7', 'quoted': 'SELECT length($$a;b$$);',"
                + " 'title': 'SELECT title FROM books LIMIT 1', 'null': 'SELECT NULL', 'gone': 'SELECT 1 FROM gone',"
                + " 'last': 'SELECT 3'}";
        try (CheckDriver driver = driver("postgres", "database: shop\ncustom: True\nquery: " + queries)) {
            CheckResult result = driver.run(START);
            assertThat(result.outcome().message())
                    .contains(
                            "thief",
                            "read-only transaction",
                            "two: more than one statement",
                            "title",
                            "Faust",
                            "gone",
                            "does not exist");
            assertThat(result.points("postgresql_custom_query"))
                    .extracting(point -> point.series().tags() + " " + point.floating())
                    .containsExactly(
                            "{prettyname=books} 3.0",
                            "{prettyname=price} 12.5",
                            "{prettyname=quoted} 3.0",
                            "{prettyname=last} 3.0");
        }
    }

    // As behind a pool of connections, which gives the session to somebody else.
    @Test
    void leavesTheSessionAsItWas() throws Exception {
        work("CREATE TABLE orders (id INT)");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            Database.Session pooled = new StatementSession(statement);
            Database.Session session = new ReadOnlySession(pooled, Duration.ofSeconds(3));
            assertThatThrownBy(() -> session.ask("DELETE FROM orders", 1))
                    .hasMessageContaining("read-only transaction");
            session.ask("SELECT 1", 1);
            assertThat(statement.executeUpdate("INSERT INTO orders VALUES (900)"))
                    .isEqualTo(1);
            assertThat(has(statement, "SELECT 1 WHERE current_setting('statement_timeout') = '0'"))
                    .isTrue();
        }
    }

    /** Sends what is asked, and drops what comes back. */
    private record StatementSession(Statement statement) implements Database.Session {
        @Override
        public Table ask(String sql, int maxRows) throws CheckException {
            try {
                statement.execute(sql);
                return new Table(List.of(), List.of());
            } catch (SQLException refused) {
                throw new CheckException(String.valueOf(refused.getMessage()));
            }
        }

        @Override
        public void close() {
            // The pool keeps it.
        }
    }
}

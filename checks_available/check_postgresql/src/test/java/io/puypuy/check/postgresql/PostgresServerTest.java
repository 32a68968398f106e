package io.puypuy.check.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.api.CheckException;
import io.puypuy.api.sql.Database;
import io.puypuy.api.sql.Table;
import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/** The check on a real PostgreSQL. */
class PostgresServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;

    private static PostgresServer server;

    @BeforeAll
    static void start() throws SQLException {
        server = PostgresServer.start();
        work("CREATE TABLE orders (id INT PRIMARY KEY, price NUMERIC(9,2), title TEXT)");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static CheckDriver driver(String user, String more) {
        return driverWith("open sesame", user, more);
    }

    private static CheckDriver driverWith(String password, String user, String more) {
        return CheckDriver.of(
                new PostgresCheck(),
                "[PostgreSQL]\nport: " + server.port() + "\nuser: " + user + "\npass: " + password + "\n" + more
                        + "\n");
    }

    private static Connection connect(String database) throws SQLException {
        Properties user = new Properties();
        user.setProperty("user", "postgres");
        user.setProperty("password", "open sesame");
        return Objects.requireNonNull(
                new Driver().connect("jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database, user));
    }

    /** Does it in the database shop, and waits until it is counted: a session does so at its end. */
    private static void work(String... statements) throws SQLException {
        try (Connection connection = connect("shop");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            Awaitility.await().until(() -> {
                try (ResultSet rows =
                        statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE datname = 'shop'")) {
                    return rows.next() && rows.getInt(1) == 0;
                }
            });
        }
    }

    /** Waits until the sessions of other tests have ended. */
    private static void awaitAlone(Statement statement) {
        Awaitility.await().until(() -> {
            try (ResultSet rows = statement.executeQuery(
                    "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'")) {
                return rows.next() && rows.getInt(1) == 1;
            }
        });
    }

    private static void insert(int first, int count) throws SQLException {
        String[] statements = new String[count];
        for (int i = 0; i < count; i++) {
            statements[i] = "INSERT INTO orders VALUES (" + (first + i) + ", 12.5, 'Faust')";
        }
        work(statements);
    }

    private static double total(CheckResult result, String rate) {
        return result.point(rate, "database", "shop").floating() * SECONDS;
    }

    @Test
    void countsTheTransactionsAndRowsOfADatabase() throws Exception {
        try (CheckDriver driver = driver("monitor", "databases: sh*")) {
            CheckResult first = driver.run(START);
            assertThat(first.outcome().message()).isEmpty();
            assertThat(first.points("postgresql_tup_inserted")).isEmpty();
            insert(1_000, 250);
            work(
                    "UPDATE orders SET price = 13 WHERE id < 1100 AND id >= 1000",
                    "DELETE FROM orders WHERE id >= 1000 AND id < 2000",
                    "BEGIN",
                    "INSERT INTO orders VALUES (1, 1, '')",
                    "ROLLBACK");
            CheckResult second = driver.run(START.plusSeconds(SECONDS));
            assertThat(second.outcome().message()).isEmpty();
            assertThat(total(second, "postgresql_tup_inserted")).isCloseTo(251, within(1e-6));
            assertThat(total(second, "postgresql_tup_updated")).isCloseTo(100, within(1e-6));
            assertThat(total(second, "postgresql_tup_deleted")).isCloseTo(250, within(1e-6));
            assertThat(total(second, "postgresql_xact_rollback")).isCloseTo(1, within(1e-6));
            // Logging in is one more, for each of the two sessions.
            assertThat(total(second, "postgresql_xact_commit")).isBetween(252.0 - 1e-6, 258.0);
            assertThat(second.points("postgresql_xact_commit")).hasSize(1);
            assertThat(second.point("postgresql_database_size", "database", "shop")
                            .integer())
                    .isGreaterThan(1_000_000);
        }
    }

    @Test
    void tellsStatesAndLocks() throws Exception {
        try (CheckDriver driver = driver("monitor", "");
                Connection connection = connect("shop");
                Statement statement = connection.createStatement()) {
            awaitAlone(statement);
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE orders IN SHARE ROW EXCLUSIVE MODE");
            CheckResult result = driver.run(START);
            assertThat(result.point("postgresql_connections", "state", "idle in transaction")
                            .integer())
                    .isEqualTo(1);
            // The check itself.
            assertThat(result.point("postgresql_connections", "state", "active").integer())
                    .isEqualTo(1);
            assertThat(result.point("postgresql_connections", "state", "idle").integer())
                    .isZero();
            assertThat(result.point("postgresql_locks", "mode", "ShareRowExclusiveLock")
                            .integer())
                    .isEqualTo(1);
            assertThat(result.points("postgresql_locks_waiting").get(0).integer())
                    .isZero();
            assertThat(result.points("postgresql_oldest_transaction").get(0).floating())
                    .isBetween(0.0, 60.0);
            assertThat(result.points("postgresql_max_connections").get(0).integer())
                    .isEqualTo(100);
            assertThat(result.points("postgresql_in_recovery").get(0).integer()).isZero();
            assertThat(result.points("postgresql_replication_lag")).isEmpty();
            connection.rollback();
        }
    }

    @Test
    void aTransactionThatBeginsMeanwhileHasNoAgeBelowZero() throws Exception {
        try (Connection connection = connect("shop");
                Statement statement = connection.createStatement()) {
            awaitAlone(statement);
            try (CheckDriver driver = CheckDriver.of(
                    new PostgresCheck(database ->
                            settings -> new Meanwhile(new PostgresDriver(database).open(settings), statement)),
                    "[PostgreSQL]\nport: " + server.port() + "\nuser: monitor\npass: open sesame\n")) {
                CheckResult result = driver.run(START);
                assertThat(result.points("postgresql_oldest_transaction"))
                        .singleElement()
                        .satisfies(point -> assertThat(point.floating()).isBetween(0.0, 60.0));
            }
        }
    }

    /** Another session begins a transaction when the check has begun its own, and is about to ask for the oldest. */
    private record Meanwhile(Database.Session session, Statement another) implements Database.Session {
        @Override
        public Table ask(String sql, int maxRows) throws CheckException, IOException {
            if (sql.contains("oldest_transaction")) {
                try {
                    another.execute("BEGIN");
                } catch (SQLException e) {
                    throw new IOException(e);
                }
            }
            return session.ask(sql, maxRows);
        }

        @Override
        public void close() {
            session.close();
        }
    }

    @Test
    void aUserWithoutRightsGetsWhatHeMaySee() throws Exception {
        try (CheckDriver driver = driver("nobody", "");
                Connection connection = connect("shop");
                Statement statement = connection.createStatement()) {
            awaitAlone(statement);
            CheckResult result = driver.run(START);
            assertThat(result.outcome().message()).isEmpty();
            assertThat(result.point("postgresql_connections", "state", "hidden").integer())
                    .isEqualTo(1);
            assertThat(result.points("postgresql_connections")).hasSize(2);
            assertThat(result.points("postgresql_oldest_transaction")).isEmpty();
        }
    }

    @Test
    void aRestartInventsNothing() throws Exception {
        try (CheckDriver driver = driver("monitor", "")) {
            insert(2_000, 50);
            driver.run(START);
            // After a crash the statistics begin anew; after a stop they would go on.
            server.crash();
            CheckResult result = driver.run(START.plusSeconds(SECONDS));
            assertThat(result.outcome().message()).isEmpty();
            assertThat(result.points("postgresql_tup_inserted")).noneMatch(point -> point.floating() > 0);
            insert(3_000, 20);
            assertThat(total(driver.run(START.plusSeconds(2 * SECONDS)), "postgresql_tup_inserted"))
                    .isCloseTo(20, within(1e-6));
        }
    }

    @Test
    void aWrongPasswordFailsAndSaysSo() throws Exception {
        try (CheckDriver wrong = driverWith("guess", "monitor", "")) {
            CheckResult result = wrong.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message())
                    .contains("127.0.0.1:" + server.port(), "password authentication failed for user \"monitor\"")
                    .doesNotContain("guess");
            assertThat(result.points()).singleElement().satisfies(point -> {
                assertThat(point.name()).isEqualTo("postgresql_up");
                assertThat(point.integer()).isZero();
            });
        }
    }

    @Test
    void readsThroughTheSocketInTheFileSystem() throws Exception {
        try (CheckDriver driver = driver("monitor", "unix_socket: " + server.socket())) {
            assertThat(driver.run(START).outcome().message()).isEmpty();
        }
    }

    @Test
    void tlsThatTheServerDoesNotSpeakFails() throws Exception {
        try (CheckDriver driver = driver("monitor", "tls: yes")) {
            assertThat(driver.run(START).outcome().message()).contains("SSL");
        }
    }

    @Test
    void aQueryThatTakesTooLongEndsInTime() throws Exception {
        Instant begun = Instant.now();
        try (CheckDriver driver =
                driver("monitor", "timeout: 1s\ncustom: True\nquery: {\"slow\": \"SELECT 1 FROM pg_sleep(60)\"}")) {
            CheckResult result = driver.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.points("postgresql_up").get(0).integer()).isEqualTo(1);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void leavesNoDriverBehind() throws Exception {
        try (CheckDriver driver = driver("monitor", "")) {
            driver.run(START);
        }
        assertThat(DriverManager.drivers()).noneMatch(driver -> driver instanceof Driver);
    }
}

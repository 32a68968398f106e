package io.puypuy.check.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.MariaDbServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.Driver;

/** The check on a real MariaDB. */
class MysqlServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;

    private static MariaDbServer server;

    @BeforeAll
    static void start() {
        server = MariaDbServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static CheckDriver driver(String more) {
        return driverWith("open sesame", more);
    }

    private static CheckDriver driverWith(String password, String more) {
        return CheckDriver.of(
                new MysqlCheck(),
                "[MySQL]\nport: " + server.port() + "\nuser: monitor\npass: " + password + "\n" + more + "\n");
    }

    private static Connection connect() throws SQLException {
        Properties root = new Properties();
        root.setProperty("user", "root");
        return Objects.requireNonNull(
                new Driver().connect("jdbc:mariadb://127.0.0.1:" + server.port() + "/shop?sslMode=disable", root));
    }

    private static void insert(Connection connection, int first, int count) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int id = first; id < first + count; id++) {
                statement.executeUpdate("INSERT INTO orders VALUES (" + id + ", 12.5, 'Faust')");
            }
        }
    }

    private static double total(CheckResult result, String rate) {
        return result.points(rate).get(0).floating() * SECONDS;
    }

    @Test
    void countsTheStatementsThatWereSent() throws Exception {
        try (Connection connection = connect();
                CheckDriver driver = driver("")) {
            CheckResult first = driver.run(START);
            assertThat(first.outcome().message()).isEmpty();
            assertThat(first.points("mysql_com_insert")).isEmpty();
            CheckResult own = driver.run(START.plusSeconds(SECONDS));
            insert(connection, 1_000, 250);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE orders SET price = 13 WHERE id = 1000");
                statement.executeUpdate("DELETE FROM orders WHERE id >= 1000");
                for (int i = 0; i < 40; i++) {
                    statement.executeQuery("SELECT COUNT(*) FROM orders").close();
                }
            }
            CheckResult second = driver.run(START.plusSeconds(2 * SECONDS));
            assertThat(total(second, "mysql_com_insert")).isCloseTo(250, within(1e-6));
            assertThat(total(second, "mysql_com_update")).isCloseTo(1, within(1e-6));
            assertThat(total(second, "mysql_com_delete")).isCloseTo(1, within(1e-6));
            assertThat(total(second, "mysql_com_select") - total(own, "mysql_com_select"))
                    .isCloseTo(40, within(1e-6));
            assertThat(total(second, "mysql_questions") - total(own, "mysql_questions"))
                    .isCloseTo(292, within(1e-6));
            assertThat(total(own, "mysql_connections")).isCloseTo(1, within(1e-6));
            assertThat(second.points("mysql_threads_connected").get(0).integer())
                    .isEqualTo(2);
            assertThat(second.points("mysql_max_connections").get(0).integer()).isEqualTo(151);
            assertThat(second.points("mysql_aborted_clients").get(0).floating()).isZero();
        }
    }

    @Test
    void aRestartInventsNothing() throws Exception {
        try (CheckDriver driver = driver("")) {
            try (Connection connection = connect()) {
                insert(connection, 2_000, 50);
            }
            driver.run(START);
            server.process().restart();
            CheckResult result = driver.run(START.plusSeconds(SECONDS));
            assertThat(result.outcome().message()).isEmpty();
            assertThat(result.points("mysql_com_insert")).isEmpty();
            try (Connection connection = connect()) {
                insert(connection, 3_000, 20);
            }
            assertThat(total(driver.run(START.plusSeconds(2 * SECONDS)), "mysql_com_insert"))
                    .isCloseTo(20, within(1e-6));
        }
    }

    @Test
    void aWrongPasswordFailsAndSaysSo() throws Exception {
        try (CheckDriver wrong = driverWith("guess", "")) {
            CheckResult result = wrong.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.points()).isEmpty();
            assertThat(result.outcome().message())
                    .contains("127.0.0.1:" + server.port(), "Access denied for user 'monitor'")
                    .doesNotContain("guess");
        }
    }

    @Test
    void readsThroughTheSocketInTheFileSystem() throws Exception {
        try (CheckDriver driver = driver("unix_socket: " + server.socket())) {
            assertThat(driver.run(START).outcome().message()).isEmpty();
        }
        try (CheckDriver driver = driver("unix_socket: /nonexistent/socket")) {
            assertThat(driver.run(START).outcome().message()).contains("/nonexistent/socket");
        }
    }

    @Test
    void tlsThatTheServerDoesNotSpeakFails() throws Exception {
        try (CheckDriver driver = driver("tls: yes")) {
            CheckResult result = driver.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message()).containsIgnoringCase("ssl");
        }
    }

    @Test
    void namesTheFileOfCertificatesThatIsMissing() throws Exception {
        try (CheckDriver driver = driver("tls: yes\nca_file: /nonexistent/ca.pem")) {
            assertThat(driver.run(START).outcome().message()).contains("cannot read ca_file /nonexistent/ca.pem");
        }
    }

    @Test
    void queriesOfTheSettingsGiveNumbersAndChangeNothing() throws Exception {
        try (Connection connection = connect()) {
            insert(connection, 5_000, 3);
        }
        String queries = "{'orders': \"SELECT COUNT(*) FROM shop.orders WHERE id BETWEEN 5000 AND 5999\","
                + " 'price': 'SELECT AVG(price) FROM shop.orders WHERE id >= 5000',"
                + " 'thief': 'DELETE FROM shop.orders', 'drop': 'DROP TABLE shop.orders',"
                + " 'title': 'SELECT title FROM shop.orders LIMIT 1', 'null': 'SELECT NULL',"
                + " 'secret': 'SELECT COUNT(*) FROM mysql.user', 'last': 'SELECT 3'}";
        try (CheckDriver driver = driver("custom: True\nquery: " + queries)) {
            CheckResult result = driver.run(START);
            assertThat(result.outcome().message()).contains("thief", "READ ONLY", "title", "Faust", "secret", "denied");
            assertThat(result.points("mysql_custom_querry"))
                    .extracting(point -> point.series().tags() + " " + point.floating())
                    .containsExactly("{prettyname=orders} 3.0", "{prettyname=price} 12.5", "{prettyname=last} 3.0");
        }
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM orders WHERE id >= 5000")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(3);
        }
    }

    @Test
    void aQueryThatTakesTooLongEndsInTimeOnBothSides() throws Exception {
        Instant begun = Instant.now();
        try (CheckDriver driver =
                driver("timeout: 1s\ncustom: True\nquery: {\"slow\": \"SELECT 1 FROM shop.orders WHERE SLEEP(60)\"}")) {
            try (Connection connection = connect()) {
                insert(connection, 7_000, 1);
            }
            CheckResult result = driver.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.points("mysql_threads_connected")).hasSize(1);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void leavesNoDriverBehind() throws Exception {
        try (CheckDriver driver = driver("")) {
            driver.run(START);
        }
        assertThat(DriverManager.drivers()).noneMatch(driver -> driver instanceof Driver);
    }
}

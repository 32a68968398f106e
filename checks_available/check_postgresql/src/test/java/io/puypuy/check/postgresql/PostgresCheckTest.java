package io.puypuy.check.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.TargetContract;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerBehaviour;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PostgresCheckTest extends TargetContract {
    /** Welcome without a password, and ready for a question. */
    private static final String WELCOME = "R\0\0\0\10\0\0\0\0S\0\0\0\31server_version\00015.8\0Z\0\0\0\5I";

    @Override
    protected Check newCheck(RecordedTree tree) {
        return new PostgresCheck(database -> settings -> {
            Path recorded = tree.folder().resolve("sql");
            return Files.isDirectory(recorded)
                    ? new RecordedSession(recorded)
                    : new PostgresDriver(database).open(settings);
        });
    }

    @Override
    protected String ini(int port) {
        return "[PostgreSQL]\nport: " + port + "\ntimeout: 500ms\n";
    }

    @Test
    void aServerThatSendsByteByByteEndsInTime() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(
                        connection -> connection.slowed(Duration.ofMillis(50)).send(WELCOME.repeat(10)));
                CheckDriver driver = CheckDriver.of(new PostgresCheck(), ini(peer.port()))) {
            Instant begun = Instant.now();
            assertFailed(driver.run(begun));
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void aServerThatSendsRowsWithoutEndFails() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(connection -> {
                    connection.send(WELCOME);
                    byte[] notices = "N\0\0\0\5\0".repeat(1 << 14).getBytes(StandardCharsets.ISO_8859_1);
                    for (int i = 0; i < 1000; i++) {
                        connection.send(notices);
                    }
                });
                CheckDriver driver = CheckDriver.of(new PostgresCheck(), ini(peer.port()))) {
            assertFailed(driver.run(Instant.now()));
        }
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(PeerBehaviour.neverAnswers());
                CheckDriver driver = CheckDriver.of(
                        new PostgresCheck(), "[PostgreSQL]\nport: " + peer.port() + "\ntimeout: 60s\n")) {
            AtomicReference<String> message = new AtomicReference<>("");
            Thread thread = new Thread(() -> {
                try {
                    message.set(driver.run(Instant.now()).outcome().message());
                } catch (InterruptedException e) {
                    message.set("interrupted");
                }
            });
            thread.start();
            Awaitility.await().until(() -> peer.connections() == 1);
            thread.interrupt();
            thread.join(Duration.ofSeconds(5).toMillis());
            assertThat(thread.isAlive()).isFalse();
            assertThat(message.get()).contains("interrupted");
        }
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(new PostgresCheck(), """
                        [PostgreSQL]
                        host: db1/postgres?x=y
                        port: 70000
                        custom: True
                        """))
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault).contains("[PostgreSQL] host = \"db1/postgres?x=y\": not a host"),
                        fault -> assertThat(fault).contains("[PostgreSQL] port = \"70000\""),
                        fault -> assertThat(fault).contains("[PostgreSQL] query", "empty although custom is yes"));
    }
}

package io.puypuy.check.mysql;

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

class MysqlCheckTest extends TargetContract {
    /** The greeting of a server: protocol 10, version, thread, scramble, capabilities. */
    private static final String GREETING = "J\0\0\0\n8.0.36\0\7\0\0\0abcdefgh\0\u00ff\u00f7\b\2\0\u000f\u0080\25"
            + "\0\0\0\0\0\0\0\0\0\0ijklmnopqrst\0mysql_native_password\0";

    @Override
    protected Check newCheck(RecordedTree tree) {
        return new MysqlCheck(settings -> {
            Path recorded = tree.folder().resolve("sql");
            return Files.isDirectory(recorded) ? new RecordedSession(recorded) : new MariaDbDriver().open(settings);
        });
    }

    @Override
    protected String ini(int port) {
        return "[MySQL]\nport: " + port + "\ntimeout: 500ms\n";
    }

    @Test
    void aServerThatSendsByteByByteEndsInTime() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(
                        connection -> connection.slowed(Duration.ofMillis(50)).send(GREETING));
                CheckDriver driver = CheckDriver.of(new MysqlCheck(), ini(peer.port()))) {
            Instant begun = Instant.now();
            assertFailed(driver.run(begun));
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void aServerThatSendsWithoutEndFails() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(connection -> {
                    connection.send(GREETING);
                    byte[] packets = "\377\377\17\3".repeat(1 << 14).getBytes(StandardCharsets.ISO_8859_1);
                    for (int i = 0; i < 1000; i++) {
                        connection.send(packets);
                    }
                });
                CheckDriver driver = CheckDriver.of(new MysqlCheck(), ini(peer.port()))) {
            assertFailed(driver.run(Instant.now()));
        }
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(PeerBehaviour.neverAnswers());
                CheckDriver driver =
                        CheckDriver.of(new MysqlCheck(), "[MySQL]\nport: " + peer.port() + "\ntimeout: 60s\n")) {
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
        assertThat(CheckDriver.faults(new MysqlCheck(), """
                        [MySQL]
                        host: db1:3306)(x=y
                        port: 0
                        pasword: secret
                        custom: True
                        query: {"one": SELECT 1}
                        """))
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault).contains("[MySQL] host = \"db1:3306)(x=y\": not a host"),
                        fault -> assertThat(fault).contains("[MySQL] port = \"0\""),
                        fault -> assertThat(fault).contains("[MySQL] query", "no text in quotes at character 9"),
                        fault -> assertThat(fault).contains("warning: [MySQL] pasword: unknown key"));
    }
}

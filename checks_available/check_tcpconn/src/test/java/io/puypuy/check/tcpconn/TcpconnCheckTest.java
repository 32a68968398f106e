package io.puypuy.check.tcpconn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckContract;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.check.RecordedTree;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class TcpconnCheckTest extends CheckContract {
    private static final int CONNECTIONS = 40;

    @Override
    protected Check newCheck(RecordedTree tree) {
        return new TcpconnCheck();
    }

    private static long sockets(CheckResult result, String metric, String flag) {
        return result.point(metric, "flag", flag).integer();
    }

    // Others open and close sockets too: sooner or later they do not for a moment.
    @Test
    void countsTheSocketsThatWereOpened() {
        try (CheckDriver driver = CheckDriver.of(new TcpconnCheck(), "")) {
            await().untilAsserted(() -> {
                CheckResult before = driver.run(Instant.now());
                assertThat(before.outcome().message()).isEmpty();
                CheckResult after = withSockets(driver);
                assertThat(sockets(after, "tcp_connections", "established"))
                        .isEqualTo(sockets(before, "tcp_connections", "established") + 2 * CONNECTIONS);
                assertThat(sockets(after, "tcp_connections", "listen"))
                        .isEqualTo(sockets(before, "tcp_connections", "listen") + 1);
                assertThat(sockets(after, "udp_clients", "udp")).isEqualTo(sockets(before, "udp_clients", "udp") + 1);
            });
        }
    }

    private static CheckResult withSockets(CheckDriver driver) throws IOException, InterruptedException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Deque<Closeable> open = new ArrayDeque<>();
        try (ServerSocket server = new ServerSocket(0, CONNECTIONS, loopback);
                DatagramSocket udp = new DatagramSocket(0, loopback)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                open.push(new Socket(loopback, server.getLocalPort()));
                open.push(server.accept());
            }
            assertThat(udp.isBound()).isTrue();
            return driver.run(Instant.now());
        } finally {
            for (Closeable socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(new TcpconnCheck(), "[TCP Connections]\nstates: some\nprocess: nginx\n"))
                .containsExactly(
                        "conf/check.ini:2: [TCP Connections] states = \"some\": not a truth value; write yes or no",
                        "conf/check.ini:3: [TCP Connections] process = \"nginx\": not the number of a process;"
                                + " write self, or a number such as 1");
    }
}

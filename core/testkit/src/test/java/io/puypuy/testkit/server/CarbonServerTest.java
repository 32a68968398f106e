package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class CarbonServerTest {
    private static final long TIME = 1_700_000_000;

    @Test
    void givesBackWhatCameAsLinesAndAsPickleBeforeACrash() throws Exception {
        try (CarbonServer server = CarbonServer.start()) {
            send(
                    server,
                    server.linePort(),
                    ("a.first 1.25 " + TIME + "\na.first -1e300 " + (TIME + 60) + "\na.ä;host=b.c 3 " + TIME + "\n")
                            .getBytes(UTF_8));
            send(server, server.picklePort(), pickled("a.second", 1 / 3.0));
            List<String> metrics = List.of("a.first", "a.second", "a.ä;host=b.c");
            await(server, metrics);

            server.process().kill();
            server.process().restart();

            assertThat(server.values(metrics, TIME, TIME + 60))
                    .isEqualTo(Map.of(
                            "a.first", Map.of(TIME, 1.25, TIME + 60, -1e300),
                            "a.second", Map.of(TIME, 1 / 3.0),
                            "a.ä;host=b.c", Map.of(TIME, 3.0)));
            assertThat(server.values("a.first", TIME + 1, TIME + 59)).isEmpty();
            assertThat(server.values("a.missing", TIME, TIME)).isEmpty();
            assertThat(server.allValues(TIME, TIME)).hasSize(3).containsKeys("a.first", "a.second");
        }
    }

    @Test
    void listensOnIpv6() throws Exception {
        try (CarbonServer server = CarbonServer.startIpv6()) {
            send(server, server.linePort(), ("a.first 1 " + TIME + "\n").getBytes(UTF_8));
            await(server, List.of("a.first"));
        }
    }

    @Test
    void leavesNeitherProcessNorFolder() {
        CarbonServer server = CarbonServer.start();
        server.close();
        assertThat(server.process().isRunning()).isFalse();
        assertThat(server.process().folder()).doesNotExist();
    }

    private static void await(CarbonServer server, List<String> metrics) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() ->
                        server.values(metrics, TIME, TIME).values().stream().noneMatch(NavigableMap::isEmpty));
    }

    private static void send(CarbonServer server, int port, byte[] content) throws IOException {
        try (Socket socket = new Socket(server.address(), port)) {
            socket.getOutputStream().write(content);
        }
    }

    /** [(metric, (TIME, value))] in protocol 2, behind its length. */
    private static byte[] pickled(String metric, double value) throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(pickle);
        out.write(new byte[] {(byte) 0x80, 2, ']', 'X'});
        out.writeInt(Integer.reverseBytes(metric.length()));
        out.writeBytes(metric);
        out.write('J');
        out.writeInt(Integer.reverseBytes((int) TIME));
        out.write('G');
        out.writeDouble(value);
        out.write(new byte[] {(byte) 0x86, (byte) 0x86, 'a', '.'});
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        new DataOutputStream(frame).writeInt(pickle.size());
        pickle.writeTo(frame);
        return frame.toByteArray();
    }
}

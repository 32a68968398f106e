package io.puypuy.check.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.PDU;

/** What else may be behind a port of UDP. */
class SnmpFaultsTest {
    // Behind a sequence, the version and the community "public".
    private static final int PDU_TAG = 13;
    private static final byte GET = (byte) 0xa0;
    private static final byte ANSWER = (byte) 0xa2;
    private static final String V3 = "version: 3\nuser_name: demo\nuser_pass: Bb1234567\n";

    /** Answers each datagram with others, until it is closed. */
    private static final class Peer implements AutoCloseable {
        private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        private final CountDownLatch asked = new CountDownLatch(1);

        Peer(byte[] answer, int times) throws IOException {
            this(question -> Collections.nCopies(times, answer));
        }

        Peer(Function<byte[], List<byte[]>> answers) throws IOException {
            Thread thread = new Thread(
                    () -> {
                        try {
                            while (!socket.isClosed()) {
                                DatagramPacket question = new DatagramPacket(new byte[65_507], 65_507);
                                socket.receive(question);
                                this.asked.countDown();
                                byte[] asked = Arrays.copyOf(question.getData(), question.getLength());
                                for (byte[] answer : answers.apply(asked)) {
                                    socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                                }
                            }
                        } catch (IOException closed) {
                            // The test is over.
                        }
                    },
                    "udp-peer");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private static CheckResult run(int port, String version) throws InterruptedException {
        Instant begun = Instant.now();
        try (CheckDriver driver =
                CheckDriver.of(new SnmpCheck(), "[SNMP]\nport: " + port + "\ntimeout: 600ms\n" + version)) {
            CheckResult result = driver.run(begun);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message()).contains("127.0.0.1:" + port);
            assertThat(result.points()).singleElement().satisfies(point -> {
                assertThat(point.name()).isEqualTo("snmp_reachable");
                assertThat(point.integer()).isZero();
            });
            return result;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"version: 1\n", "version: 2c\n", V3})
    void silenceEndsInTime(String version) throws Exception {
        try (Peer peer = new Peer(new byte[0], 0)) {
            assertThat(run(peer.socket.getLocalPort(), version).outcome().message())
                    .contains("does not answer");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "HTTP/1.1 200 OK\r\n\r\n",
                "0\u0084\u00ff\u00ff\u00ff\u00ff",
                "0\u0082\u0001\u0000\u0002\u0001\u0001",
                "0\u000b\u0002\u0001\u0001\u0004\u0006public"
            })
    void anotherProductFails(String answer) throws Exception {
        try (Peer peer = new Peer(answer.getBytes(StandardCharsets.ISO_8859_1), 1)) {
            run(peer.socket.getLocalPort(), "version: 2c\n");
            run(peer.socket.getLocalPort(), V3);
        }
    }

    @Test
    void aFloodEndsInTime() throws Exception {
        try (Peer peer = new Peer("x".repeat(60_000).getBytes(StandardCharsets.ISO_8859_1), 900)) {
            run(peer.socket.getLocalPort(), "version: 2c\n");
        }
    }

    @Test
    void aPortWhereNobodyListensFails() throws Exception {
        int port;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        run(port, "version: 2c\n");
    }

    @Test
    void aDeviceThatFallsSilentIsToldFromOneThatIsSilent() throws Exception {
        try (Peer peer = new Peer(SnmpFaultsTest::answerToGet);
                CheckDriver driver = CheckDriver.of(
                        new SnmpCheck(),
                        "[SNMP]\nport: " + peer.socket.getLocalPort() + "\nversion: 2c\ntimeout: 600ms\n")) {
            CheckResult result = driver.run(Instant.now());
            assertThat(result.outcome().message())
                    .contains("the time limit of 600 ms is over behind 1 answers; raise timeout, or leave out tables");
            assertThat(result.points("snmp_reachable").get(0).integer()).isEqualTo(1);
        }
    }

    // The question with the tag of an answer; its value stays NULL. Other questions, such as those for tables, get
    // none.
    private static List<byte[]> answerToGet(byte[] question) {
        if (question[PDU_TAG] != GET) {
            return List.of();
        }
        question[PDU_TAG] = ANSWER;
        return List.of(question);
    }

    @Test
    void aValueThatTheDeviceFailsToReadCostsTheOthersNothing() throws Exception {
        try (Peer peer = new Peer(SnmpFaultsTest::failingAtOne);
                CheckDriver driver = CheckDriver.of(
                        new SnmpCheck(),
                        "[SNMP]\nport: " + peer.socket.getLocalPort() + "\nversion: 2c\ntables: none\n"
                                + "oid_good: .1.3.6.1.4.1.9.8\noid_broken: .1.3.6.1.4.1.9.9\n")) {
            CheckResult result = driver.run(Instant.now());
            assertThat(result.outcome().message())
                    .contains("snmp_good (.1.3.6.1.4.1.9.8): the device has none: Null")
                    .contains("snmp_broken (.1.3.6.1.4.1.9.9): the device has none: General");
        }
    }

    // As answerToGet, but a question for the broken value is answered with the status genErr, of RFC 3416, 3.
    private static List<byte[]> failingAtOne(byte[] question) {
        if (HexFormat.of().formatHex(question).contains("2b060104010909")) {
            int numberLength = question[PDU_TAG + 3];
            question[PDU_TAG + 3 + numberLength + 3] = PDU.genErr;
        }
        return answerToGet(question);
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        try (Peer peer = new Peer(new byte[0], 0);
                CheckDriver driver = CheckDriver.of(
                        new SnmpCheck(),
                        "[SNMP]\nport: " + peer.socket.getLocalPort() + "\nversion: 2c\ntimeout: 60s\n")) {
            AtomicReference<String> ending = new AtomicReference<>("");
            Thread thread = new Thread(() -> {
                try {
                    ending.set(driver.run(Instant.now()).outcome().message());
                } catch (InterruptedException e) {
                    ending.set("interrupted");
                }
            });
            thread.start();
            peer.asked.await();
            thread.interrupt();
            thread.join(Duration.ofSeconds(5).toMillis());
            assertThat(thread.isAlive()).isFalse();
            assertThat(ending.get()).isEqualTo("interrupted");
        }
    }
}

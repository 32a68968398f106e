package io.puypuy.server.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.http.AllowedAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileClientsTest {
    private static final IntakeLimits LIMITS = new IntakeLimits(1 << 20, 5, 100, 100, 10);
    private static final int SLOW = 40;
    private static final int MANY = 12;

    private final long now = System.currentTimeMillis();

    private Path folder;
    private Posted posted;

    @BeforeEach
    void open(@TempDir Path temporary) throws IOException {
        folder = temporary;
        posted = new Posted(folder, LIMITS);
    }

    @AfterEach
    void close() throws IOException {
        posted.close();
    }

    private void assertStillThere() throws Exception {
        assertThat(posted.answer(Sent.numbers("good", 0, 1, now, 1))).isEqualTo(200);
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        assertThat(posted.answer(new byte[(1 << 20) + 1])).isEqualTo(413);
        assertStillThere();
    }

    @Test
    void refusesAZippedBodyThatBecomesTooLarge() throws Exception {
        byte[] bomb = Bodies.zipped(Bodies.bytes(" ".repeat(100 << 20)));
        assertThat(bomb).hasSizeLessThan(1 << 20);

        assertThat(Posted.send(posted.post(bomb).header("Content-Encoding", "gzip"))
                        .statusCode())
                .isEqualTo(413);
        assertStillThere();
    }

    /** Each of them fits into the memory of that process, two do not. */
    @Test
    void unzipsManyBodiesThatBecomeLargeOneByOne() throws Exception {
        byte[] bomb =
                Bodies.zipped(Bodies.bytes(Bodies.withDatapoints("0").replace(" 0}", " ".repeat(15 << 20) + "0}")));
        assertThat(bomb).hasSizeLessThan(20 << 10);
        try (ServerProcess server = new ServerProcess(folder.resolve("process"), List.of());
                Socket good = server.connection()) {
            ExecutorService clients = Executors.newFixedThreadPool(MANY);
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                String agent = "a" + i;
                answers.add(clients.submit(() -> {
                    try (Socket socket = server.connection()) {
                        return ServerProcess.post(socket, agent, "gzip", bomb);
                    }
                }));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get()).containsPattern("^HTTP/1.1 (200|503)");
            }
            clients.shutdown();

            assertThat(ServerProcess.isStored(ServerProcess.post(good, "good", Sent.numbers("good", 0, 1, now, 1))))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "deflate"})
    void refusesWhatIsNotZippedAsItSays(String encoding) throws Exception {
        HttpResponse<String> answer =
                Posted.send(posted.post(Sent.numbers("a", 0, 1, now, 1)).header("Content-Encoding", encoding));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("Invalid data format received.");
        assertStillThere();
    }

    @Test
    void asksAnAgentToWaitThatSendsTooOften() throws Exception {
        // At one a second a slow machine, too, sends faster than an agent may; the last one may just have been free
        // again.
        IntakeLimits oneASecond = new IntakeLimits(1 << 20, 1, 100, 100, 10);
        try (Posted slowly = new Posted(folder.resolve("one a second"), oneASecond)) {
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                answers.add(Posted.send(slowly.post(Sent.numbers("a", 0, 1, now + i, 1))));
            }

            assertThat(answers.get(0).statusCode()).isEqualTo(200);
            List<HttpResponse<String>> refused = answers.stream()
                    .filter(answer -> answer.statusCode() == 429)
                    .toList();
            assertThat(refused).hasSizeGreaterThan(20).allMatch(answer -> answer.headers()
                    .firstValue("Retry-After")
                    .equals(Optional.of("1")));
            assertThat(answers).allMatch(answer -> answer.statusCode() == 200 || answer.statusCode() == 429);
            assertThat(slowly.intake.status("").refusedDocuments()).isEqualTo(refused.size());
        }
    }

    @Test
    void answersOthersWhileManyClientsSendNothing() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), posted.server.port());
                socket.getOutputStream()
                        .write(("POST " + Posted.RECEIVE + "slow" + i + " HTTP/1.1\r\nHost: x\r\n"
                                        + "Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{")
                                .getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }

            assertStillThere();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        Awaitility.await("their end is noticed")
                .atMost(Duration.ofSeconds(20))
                .until(() -> posted.intake.status("").refusedDocuments() >= SLOW);
    }

    @Test
    void takesNothingWithoutTheKey() throws Exception {
        try (Posted guarded = new Posted(
                folder.resolve("guarded"),
                settings(new AgentApiSettings.Access(
                        Optional.empty(), Optional.of("correct horse"), AllowedAddresses.EVERYBODY)))) {
            byte[] document = Sent.numbers("a", 0, 1, now, 1);

            assertThat(guarded.answer(document)).isEqualTo(401);
            assertThat(Posted.send(guarded.post(document).header("X-Api-Key", "wrong horse"))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(Posted.send(guarded.post(document).header("Authorization", "Bearer correct horse"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(guarded.intake.status("").refusedDocuments()).isEqualTo(2);
        }
    }

    @Test
    void takesNothingFromOtherAddresses() throws Exception {
        AllowedAddresses elsewhere = new AllowedAddresses(
                List.of(AllowedAddresses.Range.parse("10.9.8.0/24").orElseThrow()));
        try (Posted guarded = new Posted(
                folder.resolve("guarded"),
                settings(new AgentApiSettings.Access(Optional.empty(), Optional.empty(), elsewhere)))) {

            HttpResponse<String> answer = Posted.send(guarded.post(Sent.numbers("a", 0, 1, now, 1)));

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("agent_allowedip");
            assertThat(guarded.intake.status("").refusedDocuments()).isEqualTo(1);
        }
    }

    private static AgentApiSettings settings(AgentApiSettings.Access access) {
        return new AgentApiSettings(InetAddress.getLoopbackAddress(), 0, true, access, LIMITS);
    }
}

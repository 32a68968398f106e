package io.puypuy.check.varnish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.server.VarnishServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check on a real varnishd. */
class VarnishServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;

    private static FaultyTcpPeer backend;
    private static VarnishServer server;

    @BeforeAll
    static void start() {
        backend = FaultyTcpPeer.start(
                PeerBehaviour.head("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello"));
        server = VarnishServer.start(backend.port());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        backend.close();
    }

    private static CheckDriver driver(String name) {
        return CheckDriver.of(new VarnishCheck(), "[Varnish]\nvarnishuser: none\nname: " + name + "\n");
    }

    private static CheckDriver driver() {
        return driver(server.process().folder().toString());
    }

    /** Asks so many times, and waits until Varnish has counted it: its threads add up when they are idle. */
    private static void ask(String path, int requests) throws IOException, InterruptedException {
        long before = server.counter("MAIN.client_req");
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < requests; i++) {
            client.send(
                    HttpRequest.newBuilder(server.uri(path))
                            .version(HttpClient.Version.HTTP_1_1)
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
        Awaitility.await().until(() -> server.counter("MAIN.client_req") == before + requests);
    }

    private static double total(CheckResult result, String rate) {
        return result.points(rate).get(0).floating() * SECONDS;
    }

    @Test
    void countsHitsAndMisses() throws Exception {
        try (CheckDriver driver = driver()) {
            CheckResult first = driver.run(START);
            assertThat(first.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(first.points("varnish_client_req")).isEmpty();
            ask("/counted", 200);
            CheckResult second = driver.run(START.plusSeconds(SECONDS));
            assertThat(total(second, "varnish_client_req")).isCloseTo(200, within(1e-6));
            assertThat(total(second, "varnish_cache_hit")).isCloseTo(199, within(1e-6));
            assertThat(total(second, "varnish_cache_miss")).isCloseTo(1, within(1e-6));
            assertThat(total(second, "varnish_backend_req")).isCloseTo(1, within(1e-6));
            assertThat(second.points("varnish_hit_percent").get(0).floating()).isCloseTo(99.5, within(1e-6));
            assertThat(second.points("varnish_n_object").get(0).integer())
                    .isEqualTo(first.points("varnish_n_object").get(0).integer() + 1);
            assertThat(second.point("varnish_storage_space", "storage", "s0").integer())
                    .isBetween(1L, 16L << 20);
            assertThat(second.point("varnish_backend_happy", "backend", "default")
                            .integer())
                    .isEqualTo(1);
        }
    }

    @Test
    void aRestartInventsNothing() throws Exception {
        try (CheckDriver driver = driver()) {
            ask("/before", 50);
            driver.run(START);
            server.process().restart();
            CheckResult result = driver.run(START.plusSeconds(SECONDS));
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(result.points("varnish_client_req")).isEmpty();
            assertThat(result.points("varnish_hit_percent")).isEmpty();
            ask("/after", 20);
            assertThat(total(driver.run(START.plusSeconds(2 * SECONDS)), "varnish_client_req"))
                    .isCloseTo(20, within(1e-6));
        }
    }

    @Test
    void aCrashOfTheChildIsCounted() throws Exception {
        try (CheckDriver driver = driver()) {
            driver.run(START);
            server.killChild();
            CheckResult result = driver.run(START.plusSeconds(SECONDS));
            assertThat(total(result, "varnish_child_restarts")).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void anInstanceThatDoesNotExistFailsAndSaysSo() throws Exception {
        try (CheckDriver driver = driver("/nonexistent/varnish")) {
            CheckResult result = driver.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.points()).isEmpty();
            assertThat(result.outcome().message()).contains("varnishstat ended with code 1", "varnishd");
        }
    }

    @Test
    void aToolThatIsMissingFailsAndSaysSo() throws Exception {
        try (CheckDriver driver = CheckDriver.of(
                new VarnishCheck(), "[Varnish]\nvarnishuser: none\nvarnishstat: /opt/varnish/bin/varnishstat\n")) {
            CheckResult result = driver.run(START);
            assertThat(result.outcome().message()).contains("/opt/varnish/bin/varnishstat");
        }
    }

    @Test
    void aToolThatHangsEndsInTime(@TempDir Path folder) throws Exception {
        Path tool = Files.writeString(folder.resolve("varnishstat"), "#!/bin/sh\nsleep 60\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        try (CheckDriver driver = CheckDriver.of(
                new VarnishCheck(), "[Varnish]\nvarnishuser: none\ntimeout: 300ms\nvarnishstat: " + tool + "\n")) {
            Instant begun = Instant.now();
            CheckResult result = driver.run(START);
            assertThat(result.outcome().message()).contains("had not ended after 300 ms");
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }
}

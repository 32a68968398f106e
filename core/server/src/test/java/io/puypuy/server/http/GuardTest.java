package io.puypuy.server.http;

import static io.puypuy.server.http.TestDaemon.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.http.AllowedAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask what of a server that runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class GuardTest {
    private static final String KEY = "correct horse battery";

    private TestDaemon daemon;
    private WebServer open;
    private WebServer locked;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        daemon = new TestDaemon(folder);
        open = daemon.serve(WebSettings.local(0, Optional.empty()));
        locked = daemon.serve(WebSettings.local(0, Optional.of(KEY)));
    }

    @AfterAll
    void stop() throws IOException {
        open.close();
        locked.close();
        daemon.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"})
    void onlyReads(String method) throws Exception {
        HttpResponse<String> response = daemon.send(open, method, "/api/v1/metrics");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(response.body()).startsWith("{\"error\":");
    }

    @Test
    void asksForTheKey() throws Exception {
        HttpResponse<String> none = daemon.get(locked, "/api/v1/metrics");
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.body()).contains("an API key is needed");
        assertThat(daemon.get(locked, "/api/v1/metrics", "X-Api-Key", "wrong").statusCode())
                .isEqualTo(401);
        assertThat(daemon.get(locked, "/api/v1/metrics", "X-Api-Key", KEY).statusCode())
                .isEqualTo(200);
        assertThat(daemon.get(locked, "/api/v1/status", "Authorization", "Bearer " + KEY)
                        .statusCode())
                .isEqualTo(200);
        assertThat(daemon.get(locked, "/webjars/chart.js/dist/chart.umd.js").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "127.0.0.1:1, 200",
        "[::1]:20202, 200",
        "LOCALHOST:8, 200",
        "evil.example, 421",
        "localhost.evil.example:20202, 421"
    })
    void answersToItsOwnNamesOnly(String host, String expected) throws IOException {
        String answer =
                raw(open.port(), "GET /api/v1/metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + expected);
    }

    @Test
    void answersKeysAsPuyPuysClientsSendThem() throws Exception {
        for (String path : List.of("/api/v1/status", "/metrics", "/health")) {
            assertThat(daemon.get(locked, path).statusCode()).isEqualTo(401);
            assertThat(daemon.get(locked, path, "Apikey", "wrong").statusCode()).isEqualTo(401);
            assertThat(daemon.get(locked, path, "Apikey", KEY).statusCode()).isNotEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page/../health",
                "/page/%2e%2e/health",
                "/page/..;/health",
                "/page/x/../../health",
                "/webjars/../api/v1/status",
                "//health",
                "/./health",
                "/%68ealth",
                "/page/..%2fhealth",
                "http://localhost/page/../health"
            })
    void noWayRoundLeadsPastTheKey(String target) throws IOException {
        String answer =
                raw(locked.port(), "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("healthy").doesNotContain("version");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, 200",
        "127.0.0.1, 10.0.0.0/8 127.0.0.0/30, 200",
        "127.0.0.1, 10.0.0.0/8, 403",
        "127.0.0.1, ::1, 403",
        "::1, ::1, 200",
        "::1, 2001:db8::/32, 403",
        "0.0.0.0, 127.0.0.0/8, 200"
    })
    void answersOnlyToWhoMayAsk(String address, String allowed, int expected) throws Exception {
        WebSettings settings = new WebSettings(
                InetAddress.getByName(address),
                0,
                Optional.empty(),
                new AllowedAddresses(Arrays.stream(allowed.split(" "))
                        .flatMap(text -> AllowedAddresses.Range.parse(text).stream())
                        .toList()),
                true);
        try (WebServer server = daemon.serve(settings)) {
            for (String path : List.of("/", "/api/v1/status", "/nothing")) {
                // What somebody claims to be does not matter.
                HttpResponse<String> response =
                        daemon.get(server, path, "X-Forwarded-For", "10.0.0.1", "Forwarded", "for=::1");
                assertThat(response.statusCode())
                        .as("%s", response.body())
                        .isEqualTo(path.equals("/nothing") && expected == 200 ? 404 : expected);
                if (expected == 403) {
                    assertThat(response.body()).contains("allowedip in [WebServer]");
                }
            }
        }
    }
}

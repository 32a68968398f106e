package io.puypuy.server.http;

import static io.puypuy.server.store.StorePoints.LOAD;
import static io.puypuy.server.store.StorePoints.ramp;
import static io.puypuy.server.store.StorePoints.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.Origin;
import io.puypuy.api.backend.ScrapePage;
import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.Health;
import io.puypuy.engine.status.StatusJson;
import io.puypuy.http.AllowedAddresses;
import io.puypuy.server.store.QuestStore;
import io.puypuy.server.store.StoreSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class WebServerTest {
    private static final String KEY = "correct horse battery";
    private static final EngineStatus STATUS = new EngineStatus(
            "1",
            2,
            3,
            4,
            new Origin("h", "", "", ""),
            5,
            6,
            7,
            8,
            9,
            List.of(),
            List.of(),
            List.of(),
            List.of("one"),
            Optional.empty());

    private final HttpClient client = HttpClient.newHttpClient();
    private final long from = System.currentTimeMillis() / 60_000 * 60_000 - 600_000;
    private QuestStore store;
    private WebServer open;
    private WebServer locked;
    private @Nullable EngineStatus status = STATUS;
    private @Nullable ScrapePage scrapePage;
    private Health health = new Health();

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        store = QuestStore.open(new StoreSettings(folder, 30, StoreSettings.DEFAULT_MAX_BYTES));
        store.append(ramp(series(LOAD, "0"), from, 10_000, 12));
        store.append(ramp(series(LOAD, "1"), from, 10_000, 6));
        open = new WebServer(WebSettings.local(0, Optional.empty()), sources());
        locked = new WebServer(WebSettings.local(0, Optional.of(KEY)), sources());
    }

    @AfterAll
    void stop() throws IOException {
        open.close();
        locked.close();
        store.close();
    }

    private Sources sources() {
        return new Sources(Optional.of(store), () -> status, () -> Optional.ofNullable(scrapePage), health);
    }

    private HttpResponse<String> get(WebServer server, String path, String... headers)
            throws IOException, InterruptedException {
        return send(server, "GET", path, headers);
    }

    private HttpResponse<String> send(WebServer server, String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.url()).resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void listsMetrics() throws Exception {
        HttpResponse<String> response = get(open, "/api/v1/metrics?search=LOAD&limit=5");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self'");
        assertThat(response.headers().firstValue("Server")).isEmpty();
        assertThat(response.body())
                .isEqualTo("{\"metrics\":[{\"name\":\"load_1\",\"unit\":\"\",\"type\":\"system\",\"style\":\"STACK\","
                        + "\"numberType\":\"FLOATING\",\"chartType\":\"None\",\"help\":\"load average\",\"series\":2,"
                        + "\"lastMillis\":" + (from + 110_000) + "}],\"truncated\":false}");
    }

    @Test
    void listsTags() throws Exception {
        assertThat(get(open, "/api/v1/tags?metric=load_1").body())
                .isEqualTo("{\"metric\":\"load_1\",\"tags\":{\"cluster\":[\"c1\"],\"core\":[\"0\",\"1\"],"
                        + "\"host\":[\"web1\"],\"type\":[\"system\"]},\"truncated\":false}");
    }

    @Test
    void answersQueries() throws Exception {
        HttpResponse<String> response = get(
                open,
                "/api/v1/query?metric=load_1&from=" + from + "&to=" + (from + 180_000)
                        + "&step=1m&agg=max&tag.core=0&tag.core=7");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"metric\":\"load_1\",\"unit\":\"\",\"from\":" + from + ",\"to\":" + (from + 180_000)
                        + ",\"stepMillis\":60000,\"agg\":\"max\",\"times\":[" + from + "," + (from + 60_000) + ","
                        + (from + 120_000) + "],\"series\":[{\"tags\":{\"host\":\"web1\",\"type\":\"system\","
                        + "\"cluster\":\"c1\",\"core\":\"0\"},\"values\":[5.0,11.0,null],\"last\":11.0,\"min\":0.0,"
                        + "\"avg\":5.5,\"max\":11.0}],\"truncated\":false}");
    }

    @Test
    void understandsRelativeTimes() throws Exception {
        String body = get(open, "/api/v1/query?metric=load_1&from=-1h&to=now&tag.core=1")
                .body();

        assertThat(body).contains("\"stepMillis\":10000").contains("\"max\":5.0");
    }

    @Test
    void answersTheStatus() throws Exception {
        byte[] body = get(open, "/api/v1/status").body().getBytes(StandardCharsets.UTF_8);

        assertThat(StatusJson.read(new ByteArrayInputStream(body))).isEqualTo(STATUS);
    }

    @Test
    void saysThatTheDaemonStarts() throws Exception {
        status = null;
        try {
            HttpResponse<String> response = get(open, "/api/v1/status");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).isEqualTo("{\"error\":\"the daemon is starting\"}");
        } finally {
            status = STATUS;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/query                                   | 400 | metric is missing",
                "/api/v1/query?metric=nothing                    | 404 | there is no metric",
                "/api/v1/tags?metric=nothing                     | 404 | there is no metric",
                "/api/v1/tags                                    | 400 | metric is missing",
                "/api/v1/query?metric=load_1&agg=median          | 400 | expected avg, min",
                "/api/v1/query?metric=load_1&from=yesterday      | 400 | expected milliseconds",
                "/api/v1/query?metric=load_1&from=-1y            | 400 | such as 10s",
                "/api/v1/query?metric=load_1&from=-1h&to=-2h     | 400 | from must be before to",
                "/api/v1/query?metric=load_1&from=-30d&step=1s   | 400 | ask for a longer step",
                "/api/v1/query?metric=load_1&step=0              | 400 | longer step",
                "/api/v1/query?metric=load_1&to=9999999999999999 | 400 | expected a number",
                "/api/v1/query?metric=load_1&to=999999999999999  | 400 | year 9999",
                "/api/v1/query?metric=load_1&form=1              | 400 | unknown parameter",
                "/api/v1/query?metric=load_1&metric=load_1       | 400 | more than once",
                "/api/v1/metrics?limit=all                       | 400 | expected a number",
                "/api/v1/nothing                                 | 404 | nothing at this address",
                "/nothing                                        | 404 | nothing at this address",
                "/page/nothing.js                                | 404 | there is nothing at",
                "/page/%2e%2e/logback.xml                        | 4\\d\\d | error",
                "/webjars/chart.js/nothing.js                    | 404 | there is nothing at",
                "/webjars/nothing/x.js                           | 404 | there is nothing at"
            })
    void saysWhatIsWrong(String path, String expectedStatus, String sentence) throws Exception {
        HttpResponse<String> response = get(open, path);

        assertThat(Integer.toString(response.statusCode())).matches(expectedStatus);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.body()).startsWith("{\"error\":\"").contains(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"})
    void onlyReads(String method) throws Exception {
        HttpResponse<String> response = send(open, method, "/api/v1/metrics");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(response.body()).startsWith("{\"error\":");
    }

    @Test
    void answersHead() throws Exception {
        for (String path : List.of("/", "/api/v1/metrics", "/api/v1/query", "/page/nothing.js", "/nothing")) {
            HttpResponse<String> head = send(open, "HEAD", path);
            HttpResponse<String> get = get(open, path);
            assertThat(head.statusCode()).isEqualTo(get.statusCode());
            assertThat(head.headers().firstValue("Content-Type"))
                    .isEqualTo(get.headers().firstValue("Content-Type"));
            assertThat(head.body()).isEmpty();
        }
    }

    @Test
    void servesChartsWithETag() throws Exception {
        String path = "/webjars/chart.js/dist/chart.umd.js";
        HttpResponse<String> first = get(open, path);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
        assertThat(first.body()).contains("Chart.js v4.5.1");

        HttpResponse<String> second = get(
                open, path, "If-None-Match", first.headers().firstValue("ETag").orElseThrow());
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void asksForTheKey() throws Exception {
        HttpResponse<String> none = get(locked, "/api/v1/metrics");
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.body()).contains("an API key is needed");
        assertThat(get(locked, "/api/v1/metrics", "X-Api-Key", "wrong").statusCode())
                .isEqualTo(401);
        assertThat(get(locked, "/api/v1/metrics", "X-Api-Key", KEY).statusCode())
                .isEqualTo(200);
        assertThat(get(locked, "/api/v1/status", "Authorization", "Bearer " + KEY)
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(locked, "/webjars/chart.js/dist/chart.umd.js").statusCode())
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
    void boundsRequests() throws IOException {
        String long1 = raw(
                open.port(),
                "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(long1).startsWith("HTTP/1.1 414").contains("{\"error\":");
        String body = raw(
                open.port(),
                "GET /api/v1/metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\nConnection: close\r\n\r\n123456789");
        assertThat(body).startsWith("HTTP/1.1 413").contains("{\"error\":");
        assertThat(raw(open.port(), "garbage\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("{\"error\":");
    }

    @Test
    void saysThatThePortIsTaken() {
        assertThatThrownBy(() -> new WebServer(WebSettings.local(open.port(), Optional.empty()), sources()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + open.port())
                .hasMessageContaining("another program has this port");
    }

    @Test
    void answersKeysAsPuyPuysClientsSendThem() throws Exception {
        for (String path : List.of("/api/v1/status", "/metrics", "/health")) {
            assertThat(get(locked, path).statusCode()).isEqualTo(401);
            assertThat(get(locked, path, "Apikey", "wrong").statusCode()).isEqualTo(401);
            assertThat(get(locked, path, "Apikey", KEY).statusCode()).isNotEqualTo(401);
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

    @Test
    void showsThePageOfABackendInTheFormThatIsAskedFor() throws Exception {
        HttpResponse<String> none = get(open, "/metrics");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body()).contains("tsdtype = Prometheus");

        scrapePage = accept -> new ScrapePage.Content("text/plain; version=0.0.4", "load 1 # " + accept + "\n");
        try {
            HttpResponse<String> page = get(open, "/metrics?format=any", "Accept", "text/plain;q=0.5");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).isEqualTo("load 1 # text/plain;q=0.5\n");
            assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(get(open, "/metrics").body()).isEqualTo("load 1 # \n");
            HttpResponse<String> head = send(open, "HEAD", "/metrics");
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        } finally {
            scrapePage = null;
        }
    }

    @Test
    void saysWhetherTheDaemonDoesItsWork() throws Exception {
        health = new Health();
        try (WebServer server = new WebServer(WebSettings.local(0, Optional.empty()), sources())) {
            HttpResponse<String> before = get(server, "/health");
            assertThat(before.statusCode()).isEqualTo(503);
            assertThat(before.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(before.body()).isEqualTo("{\"healthy\":false,\"reasons\":[\"no cycle has finished yet\"]}");
            assertThat(send(server, "HEAD", "/health").statusCode()).isEqualTo(503);

            health.cycleFinished(STATUS);
            assertThat(get(server, "/health").statusCode()).isEqualTo(200);
            assertThat(get(server, "/health").body()).isEqualTo("{\"healthy\":true,\"reasons\":[]}");
            assertThat(send(server, "HEAD", "/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersWithoutStoreWhatNeedsNone() throws Exception {
        Sources few = new Sources(Optional.empty(), () -> STATUS, Optional::empty, health);
        try (WebServer server = new WebServer(WebSettings.local(0, Optional.empty()), few)) {
            assertThat(get(server, "/api/v1/status").statusCode()).isEqualTo(200);
            assertThat(get(server, "/health").statusCode()).isIn(200, 503);
            for (String path : List.of("/", "/api/v1/metrics", "/api/v1/query?metric=load_1", "/page/main.js")) {
                HttpResponse<String> response = get(server, path);
                assertThat(response.statusCode()).isEqualTo(404);
                assertThat(response.body()).isEqualTo("{\"error\":\"there is nothing at this address\"}");
            }
        }
    }

    @Test
    void answersThePageOnlyIfTheEndpointsAreSwitchedOff() throws Exception {
        WebSettings off = new WebSettings(
                InetAddress.getLoopbackAddress(), 0, Optional.empty(), AllowedAddresses.EVERYBODY, false);
        try (WebServer server = new WebServer(off, sources())) {
            assertThat(get(server, "/").statusCode()).isEqualTo(200);
            assertThat(get(server, "/api/v1/metrics").statusCode()).isEqualTo(200);
            assertThat(get(server, "/metrics").statusCode()).isEqualTo(404);
            assertThat(get(server, "/health").statusCode()).isEqualTo(404);
        }
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
        try (WebServer server = new WebServer(settings, sources())) {
            for (String path : List.of("/", "/api/v1/status", "/nothing")) {
                // What somebody claims to be does not matter.
                HttpResponse<String> response =
                        get(server, path, "X-Forwarded-For", "10.0.0.1", "Forwarded", "for=::1");
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

package io.puypuy.server.http;

import static io.puypuy.server.store.StorePoints.LOAD;
import static io.puypuy.server.store.StorePoints.ramp;
import static io.puypuy.server.store.StorePoints.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.Origin;
import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.StatusJson;
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
            "1", 2, 3, 4, new Origin("h", "", "", ""), 5, 6, 7, 8, 9, List.of(), List.of(), List.of(), List.of("one"));

    private final HttpClient client = HttpClient.newHttpClient();
    private final long from = System.currentTimeMillis() / 60_000 * 60_000 - 600_000;
    private QuestStore store;
    private WebServer open;
    private WebServer locked;
    private @Nullable EngineStatus status = STATUS;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        store = QuestStore.open(new StoreSettings(folder, 30, StoreSettings.DEFAULT_MAX_BYTES));
        store.append(ramp(series(LOAD, "0"), from, 10_000, 12));
        store.append(ramp(series(LOAD, "1"), from, 10_000, 6));
        open = new WebServer(settings(folder, 0, Optional.empty()), store, () -> status);
        locked = new WebServer(settings(folder, 0, Optional.of(KEY)), store, () -> STATUS);
    }

    @AfterAll
    void stop() throws IOException {
        open.close();
        locked.close();
        store.close();
    }

    private static ServerSettings settings(Path folder, int port, Optional<String> key) {
        return new ServerSettings(
                InetAddress.getLoopbackAddress(),
                port,
                key,
                new StoreSettings(folder, 30, StoreSettings.DEFAULT_MAX_BYTES));
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
        HttpResponse<String> response = send(open, "HEAD", "/api/v1/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
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
    void saysThatThePortIsTaken(@TempDir Path folder) {
        assertThatThrownBy(() -> new WebServer(settings(folder, open.port(), Optional.empty()), store, () -> STATUS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + open.port())
                .hasMessageContaining("another program has this port");
    }

    @Test
    void refusesToBeReachedWithoutKey(@TempDir Path folder) throws IOException {
        InetAddress everywhere = InetAddress.getByName("0.0.0.0");
        StoreSettings kept = new StoreSettings(folder, 30, StoreSettings.DEFAULT_MAX_BYTES);

        assertThatThrownBy(() -> new ServerSettings(everywhere, 0, Optional.empty(), kept))
                .hasMessageContaining("needs an apikey");
        assertThat(new ServerSettings(everywhere, 0, Optional.of(KEY), kept).toString())
                .doesNotContain(KEY);
    }
}

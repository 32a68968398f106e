package io.puypuy.server.http;

import static io.puypuy.server.http.TestDaemon.STATUS;
import static io.puypuy.server.http.TestDaemon.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class WebServerTest {
    private TestDaemon daemon;
    private WebServer open;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        daemon = new TestDaemon(folder);
        open = daemon.serve(WebSettings.local(0, Optional.empty()));
    }

    @AfterAll
    void stop() throws IOException {
        open.close();
        daemon.close();
    }

    @Test
    void listsMetrics() throws Exception {
        long from = daemon.from;
        HttpResponse<String> response = daemon.get(open, "/api/v1/metrics?search=LOAD&limit=5");

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
        assertThat(daemon.get(open, "/api/v1/tags?metric=load_1").body())
                .isEqualTo("{\"metric\":\"load_1\",\"tags\":{\"cluster\":[\"c1\"],\"core\":[\"0\",\"1\"],"
                        + "\"host\":[\"web1\"],\"type\":[\"system\"]},\"truncated\":false}");
    }

    @Test
    void answersQueries() throws Exception {
        long from = daemon.from;
        HttpResponse<String> response = daemon.get(
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
        String body = daemon.get(open, "/api/v1/query?metric=load_1&from=-1h&to=now&tag.core=1")
                .body();

        assertThat(body).contains("\"stepMillis\":10000").contains("\"max\":5.0");
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
        HttpResponse<String> response = daemon.get(open, path);

        assertThat(Integer.toString(response.statusCode())).matches(expectedStatus);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.body()).startsWith("{\"error\":\"").contains(sentence);
    }

    @Test
    void answersHead() throws Exception {
        for (String path : List.of("/", "/api/v1/metrics", "/api/v1/query", "/page/nothing.js", "/nothing")) {
            HttpResponse<String> head = daemon.send(open, "HEAD", path);
            HttpResponse<String> get = daemon.get(open, path);
            assertThat(head.statusCode()).isEqualTo(get.statusCode());
            assertThat(head.headers().firstValue("Content-Type"))
                    .isEqualTo(get.headers().firstValue("Content-Type"));
            assertThat(head.body()).isEmpty();
        }
    }

    @Test
    void servesChartsWithETag() throws Exception {
        String path = "/webjars/chart.js/dist/chart.umd.js";
        HttpResponse<String> first = daemon.get(open, path);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
        assertThat(first.body()).contains("Chart.js v4.5.1");

        HttpResponse<String> second = daemon.get(
                open, path, "If-None-Match", first.headers().firstValue("ETag").orElseThrow());
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void boundsRequests() throws IOException {
        String long1 = raw(
                open.port(),
                "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(long1).startsWith("HTTP/1.1 414").contains("{\"error\":");
        String body = raw(
                open.port(),
                "GET /api/v1/metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\nConnection: close\r\n\r\n"
                        + "123456789");
        assertThat(body).startsWith("HTTP/1.1 413").contains("{\"error\":");
        assertThat(raw(open.port(), "garbage\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("{\"error\":");
    }

    @Test
    void saysThatThePortIsTaken() {
        assertThatThrownBy(() -> daemon.serve(WebSettings.local(open.port(), Optional.empty())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + open.port())
                .hasMessageContaining("another program has this port");
    }

    @Test
    void answersWithoutStoreWhatNeedsNone() throws Exception {
        Sources few = new Sources(Optional.empty(), () -> STATUS, Optional::empty, daemon.health);
        try (WebServer server = new WebServer(WebSettings.local(0, Optional.empty()), few)) {
            assertThat(daemon.get(server, "/api/v1/status").statusCode()).isEqualTo(200);
            assertThat(daemon.get(server, "/health").statusCode()).isIn(200, 503);
            for (String path : List.of("/", "/api/v1/metrics", "/api/v1/query?metric=load_1", "/page/main.js")) {
                HttpResponse<String> response = daemon.get(server, path);
                assertThat(response.statusCode()).isEqualTo(404);
                assertThat(response.body()).isEqualTo("{\"error\":\"there is nothing at this address\"}");
            }
        }
    }
}

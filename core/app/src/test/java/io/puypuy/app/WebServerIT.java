package io.puypuy.app;

import static io.puypuy.app.Installed.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Tags;
import io.puypuy.api.read.Json;
import io.puypuy.api.read.PrometheusText;
import io.puypuy.testkit.server.FreePort;
import io.puypuy.testkit.server.PrometheusServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP server of a real daemon, with and without the store, and how it changes while the daemon runs. */
final class WebServerIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void configure(Installed puypuy, String tsdb, String webServer) throws IOException {
        puypuy.write(
                "conf/config.ini",
                "[SelfConfig]\ncheck_period_seconds = 1\n" + tsdb + "\n[WebServer]\n" + webServer + "\n");
    }

    @Test
    void prometheusFetchesWhatTheChecksReport(@TempDir Path folder) throws Exception {
        try (Installed puypuy = Installed.in(folder)) {
            configure(puypuy, "[TSDB]\ntsdtype = Prometheus", "webaddress = 127.0.0.1:" + puypuy.port);
            puypuy.start();
            HttpResponse<String> health = get(puypuy.port, "/health");
            assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
            URI page = URI.create("http://127.0.0.1:" + puypuy.port + "/metrics");
            try (PrometheusServer prometheus = PrometheusServer.startScraping(page)) {
                await("it is scraped").until(() -> !prometheus
                        .query("up == 1 and on() scrape_samples_scraped > 20", Instant.now())
                        .isEmpty());
                PrometheusText shown =
                        PrometheusText.parse(get(puypuy.port, "/metrics").body());

                Set<Tags> stored = new HashSet<>();
                for (Json series : prometheus.query("{job=\"test\",host!=\"\"}", Instant.now())) {
                    Tags labels = Tags.none();
                    for (var label : series.get("metric").members().entrySet()) {
                        labels = labels.and(label.getKey(), label.getValue().toString());
                    }
                    stored.add(labels.without("job").without("instance"));
                }
                assertThat(shown.families()).hasSizeGreaterThan(20);
                assertThat(shown.samples()).allSatisfy(sample -> assertThat(stored)
                        .contains(sample.labels().and("__name__", sample.name())));
                String memory = prometheus
                        .query("mem_total", Instant.now())
                        .get(0)
                        .get("value")
                        .elements()
                        .get(1)
                        .toString();
                assertThat(Double.parseDouble(memory))
                        .isEqualTo(shown.samples("mem_total").get(0).value().doubleValue());
            }
            assertThat(puypuy.home.resolve("var/store")).doesNotExist();
            assertThat(get(puypuy.port, "/").statusCode()).isEqualTo(404);
            assertThat(get(puypuy.port, "/api/v1/status").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void changesWhileTheDaemonRuns(@TempDir Path folder) throws Exception {
        try (Installed puypuy = Installed.in(folder);
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String here = "webaddress = 127.0.0.1:" + puypuy.port;
            configure(puypuy, "[TSDB]\ntsdtype = Prometheus", here);
            puypuy.start();
            int elsewhere = FreePort.next();

            configure(puypuy, "[TSDB]\ntsdtype = Prometheus", "webaddress = 127.0.0.1:" + taken.getLocalPort());
            await("the port is taken").until(() -> puypuy.status().orElseThrow().problems().stream()
                    .anyMatch(problem -> problem.contains("127.0.0.1:" + taken.getLocalPort())));
            assertThat(get(puypuy.port, "/metrics").statusCode()).isEqualTo(200);

            configure(puypuy, "[TSDB]\ntsdtype = Prometheus\n[TSDB:store]\ntsdtype = Embedded", here);
            await("the page is there")
                    .ignoreExceptions()
                    .until(() -> get(puypuy.port, "/").statusCode() == 200);
            await("points are stored").ignoreExceptions().until(() -> !puypuy.ask("query?metric=mem_total")
                    .at("/series")
                    .isEmpty());
            assertThat(get(puypuy.port, "/metrics").body()).contains("mem_total{");

            configure(
                    puypuy,
                    "[TSDB]\ntsdtype = Embedded",
                    "webserver = no\nwebaddress = 127.0.0.1:" + elsewhere + "\nallowedip = 127.0.0.1");
            await("it has moved")
                    .ignoreExceptions()
                    .until(() -> get(elsewhere, "/").statusCode() == 200);
            assertThat(get(elsewhere, "/metrics").statusCode()).isEqualTo(404);

            configure(puypuy, "[TSDB]\ntsdtype = Prometheus", here + "\nallowedip = 10.0.0.0/8");
            await("only others may ask")
                    .ignoreExceptions()
                    .until(() -> get(puypuy.port, "/health").statusCode() == 403);
            assertThat(puypuy.status().orElseThrow().problems()).isEmpty();
        }
    }

    /** The libraries of the store are not on the class path of a daemon that needs none. */
    @Test
    void getsAStoreWhileItRuns(@TempDir Path folder) throws Exception {
        try (Installed puypuy = Installed.in(folder);
                ServerSocket carbon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String sends = "[TSDB:away]\ntsdtype = Carbon\naddress = 127.0.0.1:" + carbon.getLocalPort();
            configure(puypuy, sends, "");
            long pid = puypuy.start();
            assertThat(openFiles(pid)).contains("okhttp-jvm-").doesNotContain("questdb-", "jetty-server-", "picocli-");

            configure(puypuy, sends + "\n[TSDB]\ntsdtype = Embedded\n[Server]\nport = " + puypuy.port, "");
            await("points are stored").ignoreExceptions().until(() -> !puypuy.ask("query?metric=mem_total")
                    .at("/series")
                    .isEmpty());
            assertThat(get(puypuy.port, "/").body()).contains("<html");
            assertThat(openFiles(pid)).contains("questdb-", "jetty-server-");
            assertThat(puypuy.status().orElseThrow().problems()).isEmpty();

            configure(puypuy, sends, "");
            await("the page is gone").until(() -> !answers(puypuy.port));
            assertThat(puypuy.puypuy("stop").code()).isZero();
        }
    }

    private static String openFiles(long pid) throws IOException, InterruptedException {
        return Installed.run(Path.of(System.getProperty("java.home")), List.of("ls", "-l", "/proc/" + pid + "/fd"))
                .text();
    }

    private static boolean answers(int port) throws InterruptedException {
        try {
            return get(port, "/").statusCode() > 0;
        } catch (IOException gone) {
            return false;
        }
    }
}

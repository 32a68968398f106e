package io.puypuy.server.http;

import static io.puypuy.server.http.TestDaemon.STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.ScrapePage;
import io.puypuy.engine.status.Health;
import io.puypuy.engine.status.StatusJson;
import io.puypuy.http.AllowedAddresses;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class EndpointsTest {
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
    void answersTheStatus() throws Exception {
        byte[] body = daemon.get(open, "/api/v1/status").body().getBytes(StandardCharsets.UTF_8);

        assertThat(StatusJson.read(new ByteArrayInputStream(body))).isEqualTo(STATUS);
    }

    @Test
    void saysThatTheDaemonStarts() throws Exception {
        daemon.status = null;
        try {
            HttpResponse<String> response = daemon.get(open, "/api/v1/status");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).isEqualTo("{\"error\":\"the daemon is starting\"}");
        } finally {
            daemon.status = STATUS;
        }
    }

    @Test
    void showsThePageOfABackendInTheFormThatIsAskedFor() throws Exception {
        HttpResponse<String> none = daemon.get(open, "/metrics");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body()).contains("tsdtype = Prometheus");

        daemon.scrapePage = accept -> new ScrapePage.Content("text/plain; version=0.0.4", "load 1 # " + accept + "\n");
        try {
            HttpResponse<String> page = daemon.get(open, "/metrics?format=any", "Accept", "text/plain;q=0.5");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).isEqualTo("load 1 # text/plain;q=0.5\n");
            assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(daemon.get(open, "/metrics").body()).isEqualTo("load 1 # \n");
            HttpResponse<String> head = daemon.send(open, "HEAD", "/metrics");
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        } finally {
            daemon.scrapePage = null;
        }
    }

    @Test
    void saysWhetherTheDaemonDoesItsWork() throws Exception {
        daemon.health = new Health();
        try (WebServer server = daemon.serve(WebSettings.local(0, Optional.empty()))) {
            HttpResponse<String> before = daemon.get(server, "/health");
            assertThat(before.statusCode()).isEqualTo(503);
            assertThat(before.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(before.body()).isEqualTo("{\"healthy\":false,\"reasons\":[\"no cycle has finished yet\"]}");
            assertThat(daemon.send(server, "HEAD", "/health").statusCode()).isEqualTo(503);

            daemon.health.cycleFinished(STATUS);
            assertThat(daemon.get(server, "/health").statusCode()).isEqualTo(200);
            assertThat(daemon.get(server, "/health").body()).isEqualTo("{\"healthy\":true,\"reasons\":[]}");
            assertThat(daemon.send(server, "HEAD", "/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersThePageOnlyIfTheEndpointsAreSwitchedOff() throws Exception {
        WebSettings off = new WebSettings(
                InetAddress.getLoopbackAddress(), 0, Optional.empty(), AllowedAddresses.EVERYBODY, false);
        try (WebServer server = daemon.serve(off)) {
            assertThat(daemon.get(server, "/").statusCode()).isEqualTo(200);
            assertThat(daemon.get(server, "/api/v1/metrics").statusCode()).isEqualTo(200);
            assertThat(daemon.get(server, "/metrics").statusCode()).isEqualTo(404);
            assertThat(daemon.get(server, "/health").statusCode()).isEqualTo(404);
        }
    }
}

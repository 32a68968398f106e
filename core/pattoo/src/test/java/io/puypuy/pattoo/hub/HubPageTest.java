package io.puypuy.pattoo.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.puypuy.pattoo.agent.TestAgents;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HubPageTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final HubHarness harness;
    private final RecordingHttpPeer server = RecordingHttpPeer.start();
    private final RecordingHttpPeer good = RecordingHttpPeer.start();
    private final RecordingHttpPeer evil = RecordingHttpPeer.start();

    HubPageTest(@TempDir Path folder) {
        harness = new HubHarness(folder);
        good.answer(request -> PeerAnswer.of(200, TestAgents.document("good")));
        evil.answer(request -> PeerAnswer.of(500, "<script>alert(1)</script> \"quoted\" & more"));
        harness.spoke(good.port()).spoke(evil.port());
    }

    @AfterEach
    void close() {
        harness.close();
        good.close();
        evil.close();
        server.close();
    }

    private Hub polled() throws IOException {
        Hub hub = harness.start(server.port());
        HubHarness.awaitPolls(hub, 1);
        return hub;
    }

    private static HttpResponse<String> get(Hub hub, String path, String accept, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(hub.url()).resolve(path)).header("Accept", accept);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void showsPeopleTheSpokesWithTheirFaultsEscaped() throws Exception {
        HttpResponse<String> page = get(polled(), "/", "text/html,*/*");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(page.body())
                .contains("127.0.0.1:" + good.port() + "/pattoo-agent-os/60", "it answered 500", "&lt;script&gt;")
                .contains("answering", "failing")
                .doesNotContain("<script>");
    }

    @Test
    void searchesAndEscapesWhatIsSearchedFor() throws Exception {
        Hub hub = polled();
        assertThat(get(hub, "/?q=answered%20500", "text/html").body())
                .contains(":" + evil.port() + "/")
                .doesNotContain(":" + good.port() + "/pattoo-agent-os");
        assertThat(get(hub, "/?q=%22%3E%3Cb%3E", "text/html").body())
                .contains("value=\"&quot;&gt;&lt;b&gt;\"")
                .doesNotContain("<b><");
    }

    @Test
    void givesProgramsJson() throws Exception {
        Hub hub = polled();
        HttpResponse<String> answer = get(hub, "/", "*/*");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(get(hub, "/spokes.json", "text/html").headers().firstValue("Content-Type"))
                .contains("application/json");
        try (JsonParser json = new JsonFactory().createParser(answer.body())) {
            while (json.nextToken() != null) {
                json.getText();
            }
        }
        assertThat(answer.body())
                .contains("\"state\":\"answering\"", "\"state\":\"failing\"", "\"last_seen\":null", "\"rejected\":0");
    }

    @Test
    void givesPrometheusMetrics() throws Exception {
        HttpResponse<String> answer = get(polled(), "/metrics", "*/*");
        assertThat(answer.headers().firstValue("Content-Type")).contains(HubMetrics.CONTENT_TYPE);
        String series = "{spoke=\"http://127.0.0.1:" + good.port() + "/pattoo-agent-os/60\"}";
        assertThat(answer.body().lines())
                .contains(
                        "pattoo_hub_spokes 2",
                        "pattoo_hub_polls_total 1",
                        "pattoo_hub_poll_relayed 1",
                        "pattoo_hub_spoke_up" + series + " 1",
                        "pattoo_hub_spoke_relayed_total" + series + " 1",
                        "# TYPE pattoo_hub_spoke_failed_total counter")
                .allMatch(line -> line.startsWith("# ") || line.matches("[a-z_]+(\\{[a-z]+=\"[^\"]*\"})? -?[0-9.]+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/spokes.json", "/metrics"})
    void nothingIsKeptByWhoeverPassesItOn(String path) throws Exception {
        assertThat(get(polled(), path, "*/*").headers().firstValue("Cache-Control"))
                .contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/spokes.json", "/metrics"})
    void keyIsAskedForWhereThereIsOne(String path) throws Exception {
        harness.pageKey("correct horse");
        Hub hub = polled();

        assertThat(get(hub, path, "text/html").statusCode()).isEqualTo(401);
        assertThat(get(hub, path, "text/html", "X-Api-Key", "wrong horse").statusCode())
                .isEqualTo(401);
        assertThat(get(hub, path, "text/html", "X-Api-Key", "correct horse").statusCode())
                .isEqualTo(200);
    }

    @Test
    void othersThanThoseThatAreAllowedGetNothing() throws Exception {
        harness.allowed("192.0.2.0/24");
        HttpResponse<String> answer = get(polled(), "/spokes.json", "*/*");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("127.0.0.1 may not ask; page_allowedip says who may");
    }

    @ParameterizedTest
    @CsvSource({"localhost, 200", "127.0.0.1:5001, 200", "evil.example, 421", "localhost.evil.example, 421"})
    void pageOfAnotherSiteCannotHaveItsNamePointHere(String host, int status) throws Exception {
        URI page = URI.create(polled().url());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), page.getPort())) {
            String request = "GET /spokes.json HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] line = socket.getInputStream().readNBytes(12);
            assertThat(new String(line, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 " + status);
        }
    }

    @Test
    void otherAddressesHaveNothing() throws Exception {
        assertThat(get(polled(), "/other", "*/*").statusCode()).isEqualTo(404);
    }
}

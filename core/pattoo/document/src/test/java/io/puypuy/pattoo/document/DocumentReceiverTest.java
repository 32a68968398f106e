package io.puypuy.pattoo.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.Delivery.NotAllowed;
import io.puypuy.api.backend.Delivery.RefusedWhole;
import io.puypuy.api.backend.Delivery.RetryLater;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers mean. That they are exchanged over HTTP is tested where there is a client, with the backend. */
class DocumentReceiverTest {
    private static final URI RECEIVE = URI.create("http://localhost:20201/pattoo/api/v1/agent/receive");
    private static final byte[] DOCUMENT = Golden.bytes("01_stock.output.json");

    private static Delivery answered(int status, Map<String, List<String>> headers, String body, byte[] document)
            throws InterruptedException {
        HttpRequest request = HttpRequest.get(DocumentReceiver.address(RECEIVE, "abc"));
        return new DocumentReceiver(asked -> new HttpReply(asked.toString(), status, headers, body), request, "address")
                .post(document);
    }

    private static Delivery answered(int status) throws InterruptedException {
        return answered(status, Map.of(), "", DOCUMENT);
    }

    @Test
    void postsTheDocumentToTheAgentsOwnAddress() throws Exception {
        HttpRequest request =
                HttpRequest.get(DocumentReceiver.address(RECEIVE, "abc")).header("X-Api-Key", "secret");
        Delivery delivery = new DocumentReceiver(
                        asked -> {
                            assertThat(asked.toString()).isEqualTo("POST " + RECEIVE + "/abc");
                            assertThat(asked.headers())
                                    .containsEntry("Content-Type", "application/json")
                                    .containsEntry("X-Api-Key", "secret");
                            ByteArrayOutputStream sent = new ByteArrayOutputStream();
                            asked.body().orElseThrow().writeTo(sent);
                            assertThat(sent.toByteArray()).isEqualTo(DOCUMENT);
                            return new HttpReply(asked.toString(), 200, Map.of(), "OK");
                        },
                        request,
                        "address")
                .post(DOCUMENT);
        assertThat(delivery).isEqualTo(new Delivery.Stored());
    }

    @ParameterizedTest
    @CsvSource({"a/b, a%2Fb", "ä b, %C3%A4%20b", "..?x#y, ..%3Fx%23y"})
    void anAgentsIdIsOnePartOfThePath(String id, String path) {
        assertThat(DocumentReceiver.address(RECEIVE, id)).hasToString(RECEIVE + "/" + path);
        assertThat(DocumentReceiver.address(URI.create(RECEIVE + "/"), id)).hasToString(RECEIVE + "/" + path);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 204, 301, 302, 307, 404, 405})
    void nothingButTwoHundredIsSuccess(int status) throws Exception {
        assertThat(answered(status)).isInstanceOf(NotAllowed.class);
    }

    @Test
    void saysWhereARedirectLeadsTo() throws Exception {
        Delivery delivery = answered(302, Map.of("location", List.of("https://other.example.org/")), "", DOCUMENT);
        assertThat(((NotAllowed) delivery).reason()).contains("https://other.example.org/");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 301, 404, 405})
    void namesTheSettingsOfTheAddress(int status) throws Exception {
        DocumentReceiver receiver = new DocumentReceiver(
                asked -> new HttpReply(asked.toString(), status, Map.of(), ""),
                HttpRequest.get(RECEIVE),
                "ip_address and api_uri");
        assertThat(((NotAllowed) receiver.post(DOCUMENT)).reason()).endsWith("; check ip_address and api_uri");
    }

    @ParameterizedTest
    @CsvSource({
        "200, NONE",
        "408, NONE",
        "429, NONE",
        "500, LIKELY",
        "501, LIKELY",
        "502, PERHAPS",
        "503, NONE",
        "504, PERHAPS"
    })
    void loadSaysNothingAboutADocument(int status, DocumentReceiver.Blame blame) throws Exception {
        DocumentReceiver receiver = new DocumentReceiver(
                asked -> new HttpReply(asked.toString(), status, Map.of(), ""), HttpRequest.get(RECEIVE), "address");
        assertThat(receiver.answer(DOCUMENT).blame()).isEqualTo(blame);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 407})
    void keepsEverythingIfTheKeyIsWrong(int status) throws Exception {
        assertThat(((NotAllowed) answered(status)).reason()).endsWith("check the API key");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void givesUpWhatTheServerRefuses(int status) throws Exception {
        assertThat(answered(status)).isInstanceOf(RefusedWhole.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void triesAgainAsLateAsTheServerAsks(int status) throws Exception {
        Delivery delivery = answered(status, Map.of("retry-after", List.of("7")), "busy", DOCUMENT);
        assertThat(((RetryLater) delivery).after()).isEqualTo(Optional.of(Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Invalid JSON data received.", "Invalid data format received."})
    void givesUpWhatPattoosServerWillNeverTake(String words) throws Exception {
        String page = "<title>500 Internal Server Error</title>\n<p>" + words + "</p>\n";
        assertThat(answered(500, Map.of(), page, "{\"a\": 1}".getBytes(UTF_8))).isInstanceOf(RefusedWhole.class);
        assertThat(answered(500, Map.of(), page, "{".getBytes(UTF_8))).isInstanceOf(RefusedWhole.class);
        // A document it refuses only while it cannot write.
        assertThat(answered(500, Map.of(), page, DOCUMENT)).isInstanceOf(RetryLater.class);
    }

    @Test
    void givesUpWhatIsNoObject() throws Exception {
        assertThat(answered(404, Map.of(), "", "[]".getBytes(UTF_8))).isInstanceOf(RefusedWhole.class);
    }

    @Test
    void triesAgainIfThereIsNoAnswer() throws Exception {
        DocumentReceiver receiver = new DocumentReceiver(
                asked -> {
                    throw new IOException("localhost:20201 refused the connection");
                },
                HttpRequest.get(RECEIVE),
                "address");
        assertThat(receiver.post(DOCUMENT)).isEqualTo(new RetryLater("localhost:20201 refused the connection"));
    }

    @Test
    void passesAnInterruptOn() {
        DocumentReceiver receiver = new DocumentReceiver(
                asked -> {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted");
                },
                HttpRequest.get(RECEIVE),
                "address");
        assertThatThrownBy(() -> receiver.post(DOCUMENT)).isInstanceOf(InterruptedException.class);
    }
}

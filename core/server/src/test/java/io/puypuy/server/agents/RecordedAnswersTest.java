package io.puypuy.server.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request that pattoo's agent API was asked when its answers were recorded gets the same answer, but for those named here. */
class RecordedAnswersTest {
    /** Differences on purpose; the README says why. */
    private static final Map<String, Integer> DIFFERENT = new HashMap<>();

    static {
        DIFFERENT.put("gzip body with Content-Encoding", 200);
        DIFFERENT.put("timestamp with slashes", 200);
        DIFFERENT.put("deep nesting", 413);
        DIFFERENT.put("agent id with an escaped slash", 400);
        DIFFERENT.put("key: GET before POST", 404);
        DIFFERENT.put("key: POST without body", 404);
        DIFFERENT.put("key: POST object instead of text", 404);
        DIFFERENT.put("key: POST rubbish key", 404);
        DIFFERENT.put("validation without key exchange", 404);
        DIFFERENT.put("encrypted without session key", 404);
    }

    private static Posted posted;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        posted = new Posted(folder);
    }

    @AfterAll
    static void close() throws IOException {
        posted.close();
    }

    static Stream<JsonNode> recorded() throws IOException {
        JsonNode all = new ObjectMapper().readTree(Bodies.resource("api_answers.json"));
        assertThat(all).hasSize(82);
        return StreamSupport.stream(all.spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void answersAsPattoo(JsonNode recorded) throws Exception {
        String situation = recorded.path("case").asText();
        HttpResponse<String> answer = Posted.send(request(recorded, situation));

        Integer other = DIFFERENT.get(situation);
        if (other != null) {
            assertThat(answer.statusCode()).as(situation).isEqualTo(other);
            return;
        }
        assertThat(answer.statusCode())
                .as(situation)
                .isEqualTo(recorded.path("status").asInt());
        assertThat(answer.body())
                .as(situation)
                .isEqualTo(recorded.path("answer").asText());
        assertThat(answer.headers().firstValue("Content-Type").orElse("").replace(";c", "; c"))
                .as(situation)
                .isEqualTo(recorded.path("answer_content_type").asText());
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        String allow = recorded.at("/answer_headers/Allow").asText();
        if (!allow.isEmpty()) {
            assertThat(answer.headers().firstValue("Allow")).as(situation).contains(allow);
        }
    }

    private static HttpRequest.Builder request(JsonNode recorded, String situation) {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();
        if (recorded.path("method").asText().equals("POST")) {
            byte[] bytes = Bodies.of(situation);
            body = situation.equals("good: chunked transfer")
                    ? HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))
                    : HttpRequest.BodyPublishers.ofByteArray(bytes);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(posted.uri(path(recorded)))
                .method(recorded.path("method").asText(), body);
        if (!recorded.path("content_type").isNull()) {
            request.header("Content-Type", recorded.path("content_type").asText());
        }
        if (situation.startsWith("gzip")) {
            request.header("Content-Encoding", "gzip");
        }
        return request;
    }

    /** Two are cut off in the record. */
    private static String path(JsonNode recorded) {
        String path = recorded.path("path").asText();
        int cut = path.indexOf("...(");
        int length = cut < 0 ? 0 : Integer.parseInt(path.replaceAll(".*\\((\\d+) characters\\)", "$1"));
        return cut < 0 ? path : Posted.RECEIVE + "a".repeat(length - Posted.RECEIVE.length());
    }
}

package io.puypuy.server.http;

import static io.puypuy.server.http.PattooDatabase.GRAPHQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every recorded question gets the answer that pattoo's server gave, in the recorded order, since some change what others read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class PattooGoldenTest {
    /** The only one with a variable; the record does not say which value it had, but the answer does. */
    private static final String VARIABLES = "{\"n\":1}";

    private PattooDatabase database;
    private WebServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        database = new PattooDatabase(folder);
        server = database.serve(Optional.of(PattooDatabase.KEY), true);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        database.close();
    }

    @TestFactory
    List<DynamicTest> answersAsPattoo() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode recorded : PattooDatabase.json("graphql_answers.json")) {
            tests.add(dynamicTest(recorded.get("case").asText(), () -> check(recorded)));
        }
        assertThat(tests).hasSize(37);
        return tests;
    }

    private void check(JsonNode recorded) throws Exception {
        HttpResponse<String> response = ask(recorded);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue(recorded.get("content_type").asText());
        assertThat(withoutUnknown(PattooDatabase.JSON.readTree(response.body())))
                .isEqualTo(withoutUnknown(recorded.get("answer")));
        assertThat(response.statusCode()).isEqualTo(recorded.get("status").asInt());
    }

    private HttpResponse<String> ask(JsonNode recorded) throws Exception {
        String query = recorded.get("query").asText();
        String encoded = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        return switch (recorded.get("method").asText()) {
            case "GET" ->
                database.get(
                        server,
                        GRAPHQL + "?" + encoded
                                + (query.contains("$n")
                                        ? "&variables=" + URLEncoder.encode(VARIABLES, StandardCharsets.UTF_8)
                                        : ""));
            case "POSTJSON" -> {
                ObjectNode body = PattooDatabase.JSON.createObjectNode().put("query", query);
                yield post("application/json", body.toString());
            }
            case "POSTFORM" -> post("application/x-www-form-urlencoded", encoded);
            default -> post("application/graphql", query);
        };
    }

    private HttpResponse<String> post(String type, String body) throws Exception {
        return database.post(server, GRAPHQL, type, body, "X-Api-Key", PattooDatabase.KEY);
    }

    /** The checksums of the series of rates.json come from posted ones that the record does not hold. */
    private static JsonNode withoutUnknown(JsonNode answer) {
        for (JsonNode node : answer.findParents("checksum")) {
            assertThat(node.get("checksum").asText()).matches("[0-9a-f]{128}");
            ((ObjectNode) node).put("checksum", "");
        }
        return answer;
    }
}

package io.puypuy.server.http;

import static io.puypuy.server.http.PattooDatabase.GRAPHQL;
import static io.puypuy.server.http.PattooDatabase.WEB;
import static io.puypuy.server.http.PattooDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
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

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class PattooApiTest {
    private PattooDatabase database;
    /** Without a key. */
    private WebServer keyless;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        database = new PattooDatabase(folder);
        keyless = database.serve(Optional.empty(), false);
    }

    @AfterAll
    void stop() throws IOException {
        keyless.close();
        database.close();
    }

    private JsonNode ask(String query) throws Exception {
        return PattooDatabase.JSON.readTree(database.get(keyless, query(query)).body());
    }

    @Test
    void saysThatItIsThere() throws Exception {
        HttpResponse<String> response = database.get(keyless, WEB + "/status");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("The Pattoo Web API is Operational.\n");
    }

    @Test
    void givesSeriesOnItsGrid() throws Exception {
        long seconds = (System.currentTimeMillis() - 1_578_071_400_000L) / 1_000 + 400;
        HttpResponse<String> response = database.get(keyless, WEB + "/rest/data/1?secondsago=-" + seconds);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode list = PattooDatabase.JSON.readTree(response.body());
        assertThat(list.get(list.size() - 1).toString()).isEqualTo("{\"timestamp\":1578073500000,\"value\":4.0}");
        assertThat(response.body())
                .contains("{\"timestamp\":1578071400000,\"value\":5.0},{\"timestamp\":1578071700000,\"value\":7.0},"
                        + "{\"timestamp\":1578072000000,\"value\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1?secondsago=", "1?secondsago=0", "1?secondsago=abc", "1?secondsago=60"})
    void seriesWithoutRecentSamplesIsEmpty(String path) throws Exception {
        assertThat(database.get(keyless, WEB + "/rest/data/" + path).body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource({"99, 404", "0, 404", "x, 404", "1x, 404", "-1, 404", "99999999999999999999, 404", "'', 404"})
    void datapointThatIsNotThereIs404(String idx, int status) throws Exception {
        assertThat(database.get(keyless, WEB + "/rest/data/" + idx).statusCode())
                .isEqualTo(status);
    }

    @Test
    void refusesMoreValuesThanFit() throws Exception {
        assertThat(database.get(keyless, WEB + "/rest/data/1?secondsago=999999999999")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void findsRowsByTheirIds() throws Exception {
        assertThat(ask("{ node(id: \"RGF0YTooMywgMTU3ODA3MTQwMTIzMyk=\") { id ... on Data { value } } }")
                        .at("/data/node/value")
                        .asText())
                .isEqualTo("1000.0000000000");
        assertThat(ask("{ glue(id: \"R2x1ZTooMSwgMTAp\") { pair { key } datapoint { idxDatapoint } } }")
                        .at("/data/glue/datapoint/idxDatapoint")
                        .asText())
                .isEqualTo("10");
        assertThat(ask("{ node(id: \"QWdlbnQ6OTk5\") { id } }").at("/data/node").isNull())
                .isTrue();
        assertThat(ask("{ node(id: \"?\") { id } }").at("/errors/0/message").asText())
                .contains("Unable to parse global ID");
    }

    @Test
    void findsGluesByPairAndByDatapoint() throws Exception {
        String fields = ") { edges { node { idxPair idxDatapoint } } pageInfo { hasNextPage } } }";
        JsonNode first = ask("{ allGlues(first: 1" + fields).at("/data/allGlues");
        assertThat(first.at("/edges")).hasSize(1);
        assertThat(first.at("/edges/0/node/idxPair").asText()).isEqualTo("1");
        assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        JsonNode all = ask("{ allGlues(first: 1000" + fields).at("/data/allGlues/edges");
        for (String column : List.of("idxPair", "idxDatapoint")) {
            List<JsonNode> expected = new ArrayList<>();
            all.forEach(edge -> {
                if (edge.at("/node/" + column).asText().equals("3")) {
                    expected.add(edge);
                }
            });
            assertThat(ask("{ allGlues(" + column + ": \"3\"" + fields).at("/data/allGlues/edges"))
                    .isNotEmpty()
                    .containsExactlyElementsOf(expected);
        }
        assertThat(ask("{ allGlues(idxPair: \"03\"" + fields).at("/data/allGlues/edges"))
                .isEmpty();
        assertThat(ask("{ allGlues(idxPair: \"3\", idxDatapoint: \"99\"" + fields)
                        .at("/data/allGlues/edges"))
                .isEmpty();
    }

    @Test
    void knowsWhatPattoosApplicationsAsk() throws Exception {
        JsonNode agents =
                ask("query getAllAgents($cursor: String) { allAgent(first: 12, after: $cursor) { edges { node {"
                        + " id agentProgram pairXlateGroup { pairXlatePairXlateGroup { edges { node { idxPairXlate key"
                        + " translation units } } } } } } pageInfo { endCursor hasNextPage } } }");
        assertThat(agents.at("/data/allAgent/edges")).hasSize(4);
        JsonNode data = ask("{ allDatapoints(idxDatapoint: \"3\") { edges { node { dataChecksum(last: 1000000) {"
                + " edges { node { value timestamp } } } } } } }");
        assertThat(data.at("/data/allDatapoints/edges/0/node/dataChecksum/edges"))
                .hasSize(7);
        assertThat(ask("{ __schema { queryType { fields { name type { name kind ofType { name } } } } } }")
                        .at("/data/__schema/queryType/fields")
                        .size())
                .isEqualTo(28);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            { allAgent(foo: "1") { edges { node { id } } } } | Unknown argument "foo"
            { allAgent(first: "x") { edges { node { id } } } } | argument 'first'
            { allAgent(sortBy: ["nothing"]) { edges { node { id } } } } | there is no column "nothing"
            { allAgent } | Field "allAgent" of type "AgentConnection" must have a sub selection.
            { allAgent { edges { node { ...X } } } } | Unknown fragment "X".
            { allAgent(first: ) { edges { node { id } } } } | Syntax Error GraphQL (1:19) Unexpected )
            { allAgent(first 1) { edges { node { id } } } } | Syntax Error GraphQL (1:18) Expected :, found Int "1"
            query { a: ? } | Unexpected character "?".
            """)
    void saysWhatIsWrong(String query, String words) throws Exception {
        assertThat(ask(query).at("/errors/0/message").asText()).contains(words);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "application/json, [], POST body sent invalid JSON.",
        "application/json, {, POST body sent invalid JSON.",
        "application/json, '{\"query\":\"{__typename}\",\"variables\":\"x\"}', Variables are invalid JSON.",
        "text/plain, {__typename}, Must provide query string."
    })
    void refusesBodiesThatAreNoQuestion(String type, String body, String words) throws Exception {
        HttpResponse<String> response = database.post(keyless, GRAPHQL, type, body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(words);
    }

    @Test
    void boundsWhatMayBeAsked() throws Exception {
        HttpResponse<String> large =
                database.post(keyless, GRAPHQL, "application/graphql", " ".repeat(70_000) + "{ __typename }");
        assertThat(large.statusCode()).isEqualTo(413);
        String deep = "{ agent(id: \"QWdlbnQ6MQ==\") " + "{ datapointAgent { edges { node { agent ".repeat(10)
                + "{ id }" + " } } } }".repeat(10) + " }";
        assertThat(ask(deep).at("/errors/0/message").asText()).contains("depth");
        StringBuilder wide = new StringBuilder("{ allPairXlate { edges { node {");
        for (int i = 0; i < 2_000; i++) {
            wide.append(" a").append(i).append(":__typename");
        }
        HttpResponse<String> many = database.post(
                keyless, GRAPHQL, "application/graphql", wide.append(" } } } }").toString());
        assertThat(many.statusCode()).isEqualTo(400);
        assertThat(many.body())
                .containsPattern("more than 100000 fields|longer than 10 s")
                .hasSizeLessThan(1_000);
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        assertThat(database.post(keyless, WEB + "/status", "application/json", "{}")
                        .statusCode())
                .isEqualTo(405);
    }
}

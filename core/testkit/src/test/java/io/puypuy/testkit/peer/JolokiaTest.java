package io.puypuy.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.read.Jolokia;
import io.puypuy.api.read.Json;
import io.puypuy.engine.read.JsonReader;
import io.puypuy.engine.read.LazyHttp;
import io.puypuy.engine.settings.Conf;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading MBeans over a real connection; the replies are those of Jolokia 1.7.2 to the single questions. */
final class JolokiaTest {
    private static final String MEMORY = "java.lang:type=Memory";
    private static final String OTHERS =
            "[{\"request\":{\"mbean\":\"d:a=1\"},\"status\":200},{\"request\":{\"mbean\":\"d:a=2\"},\"status\":200}]";

    private final RecordingHttpPeer peer = RecordingHttpPeer.start();
    private final LazyHttp http = new LazyHttp();
    // Only what reads over HTTP is asked of the run.
    private final CheckRun run = (CheckRun) Proxy.newProxyInstance(
            CheckRun.class.getClassLoader(),
            new Class<?>[] {CheckRun.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "http" -> http;
                case "json" -> JsonReader.parse((String) arguments[0]);
                default -> throw new UnsupportedOperationException(method.getName());
            });

    @AfterEach
    void close() {
        http.close();
        peer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jolokia/read", "/jolokia/", "/jolokia"})
    void asksAllInOnePost(String path) throws Exception {
        peer.enqueue(PeerAnswer.of(200, recorded("jolokia-1.7.2-bulk.json")));

        List<Optional<Json>> answers = agent(path)
                .readAll(
                        run,
                        List.of(
                                new Jolokia.Read(MEMORY, "HeapMemoryUsage", "Verbose"),
                                new Jolokia.Read("no.such:type=\"Missing\"")));

        assertThat(answers.get(0).orElseThrow().number("HeapMemoryUsage.used")).contains(12416024L);
        assertThat(answers.get(1)).isEmpty();
        RecordedRequest request = peer.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).hasPath("/jolokia/");
        List<Json> questions = JsonReader.parse(request.text()).elements();
        assertThat(questions).hasSize(2);
        assertThat(questions.get(0).get("attribute").elements())
                .extracting(Json::toString)
                .containsExactly("HeapMemoryUsage", "Verbose");
        assertThat(questions.get(1).text("mbean")).contains("no.such:type=\"Missing\"");
        assertThat(questions.get(1).find("attribute")).isEmpty();
    }

    @Test
    void knowsAnswersByWhatTheyAnswer() throws Exception {
        peer.enqueue(PeerAnswer.of(200, """
                [{"request":{"mbean":"d:a=1,b=*","type":"read"},"value":{"n":3},"status":200},
                 {"request":{"mbean":"java.lang:type=Memory","attribute":["B","A"],"type":"read"},"value":{"n":2},"status":200},
                 {"request":{"mbean":"java.lang:type=Memory","attribute":"A","type":"read"},"value":{"n":1},"status":200}]
                """));

        List<Optional<Json>> answers = agent("/jolokia")
                .readAll(
                        run,
                        List.of(
                                new Jolokia.Read(MEMORY, "A"),
                                new Jolokia.Read("java.lang:type=LeftOut", "A"),
                                new Jolokia.Read(MEMORY, "A", "B"),
                                new Jolokia.Read("d:b=*,a=1", "C")));

        assertThat(answers).hasSize(4);
        assertThat(answers.get(0).orElseThrow().number("n")).contains(1L);
        assertThat(answers.get(1)).isEmpty();
        assertThat(answers.get(2).orElseThrow().number("n")).contains(2L);
        assertThat(answers.get(3).orElseThrow().number("n")).contains(3L);
    }

    @Test
    void readsOne() throws Exception {
        peer.enqueue(PeerAnswer.of(200, "[{\"value\":{\"ThreadCount\":12},\"status\":200}]"));

        assertThat(agent("/jolokia").read(run, "java.lang:type=Threading").number("ThreadCount"))
                .contains(12L);
    }

    @Test
    void saysThatThereIsNoSuchMBean() {
        peer.enqueue(PeerAnswer.of(200, "[{\"error\":\"not found\",\"status\":404}]"));

        assertThatThrownBy(() -> agent("/jolokia").read(run, MEMORY))
                .isInstanceOf(CheckException.class)
                .hasMessage("GET " + peer.uri("/jolokia/") + " has no MBean \"" + MEMORY + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"error\":\"no access\",\"status\":403}]", "[{\"error\":\"broken\"}]"})
    void passesOtherFaultsOn(String reply) {
        peer.enqueue(PeerAnswer.of(200, reply));

        assertThatThrownBy(() -> agent("/jolokia").read(run, MEMORY))
                .isInstanceOf(CheckException.class)
                .hasMessageContaining(" to " + MEMORY + ": \"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"status\":200}", "[]", OTHERS})
    void refusesAReplyOfAnotherForm(String reply) {
        peer.enqueue(PeerAnswer.of(200, reply));

        assertThatThrownBy(() -> agent("/jolokia").read(run, MEMORY)).isInstanceOf(CheckException.class);
    }

    private Jolokia agent(String path) {
        Conf conf = Conf.of("java.ini", "[Jolokia]\njolokia: " + peer.uri(path) + "\n");
        return Jolokia.from(conf.section("Jolokia"), "jolokia", URI.create("http://127.0.0.1:1/"));
    }

    private static String recorded(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(JolokiaTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

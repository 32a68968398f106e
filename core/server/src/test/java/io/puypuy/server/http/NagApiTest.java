package io.puypuy.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.read.NagiosPlugin;
import io.puypuy.api.read.NagiosPlugins;
import io.puypuy.api.read.QuotedWords;
import io.puypuy.engine.status.Health;
import io.puypuy.http.AllowedAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class NagApiTest {
    private static final String KEY = "correct horse battery";
    private static final String ARGUMENTS = "check_arguments";

    private final HttpClient client = HttpClient.newHttpClient();
    private Path folder;
    private WebServer server;
    private WebServer withArguments;

    @BeforeAll
    void start(@TempDir Path empty) throws IOException {
        folder = empty;
        Path arguments = folder.resolve(ARGUMENTS);
        Files.writeString(arguments, "#!/bin/sh\nprintf '<%s>' \"$@\"\n");
        Files.setPosixFilePermissions(arguments, PosixFilePermissions.fromString("rwxr-xr-x"));
        server = server(WebSettings.local(0, Optional.of(KEY)), false);
        withArguments = server(WebSettings.local(0, Optional.of(KEY)), true);
    }

    @AfterAll
    void stop() {
        server.close();
        withArguments.close();
    }

    private WebServer server(WebSettings settings, boolean allowArguments) throws IOException {
        String wait = "touch " + folder + "/began.$$; until [ -e " + folder + "/go ]; do sleep 0.02; done; echo gone";
        List<NagiosPlugin> plugins = List.of(
                plugin("fine", "printf 'OK - \"x\" | a=1\\nmore\\n'"),
                plugin("Soon", "sh -c 'echo soon; exit 1'"),
                plugin("broken", "sh -c 'echo broken; exit 2'"),
                plugin("unknown", "sh -c 'echo no idea >&2; exit 3'"),
                plugin("crashed", "sh -c 'kill -SEGV $$'"),
                plugin("missing", "/nowhere/check_missing"),
                plugin("chatty", "yes"),
                plugin("slow", "sh -c 'sleep 60'"),
                plugin("wait", "sh -c '" + wait + "'"),
                plugin("arguments", folder.resolve(ARGUMENTS) + " -w 1 '2 3'"),
                plugin("shell", "sh -c 'echo as ever'"));
        NagiosPlugins all = new NagiosPlugins(plugins, Duration.ofSeconds(3), allowArguments);
        Sources sources = new Sources(Optional.empty(), () -> null, Optional::empty, new Health());
        return new WebServer(settings.running(all), sources);
    }

    private static NagiosPlugin plugin(String name, String command) {
        return new NagiosPlugin(name, QuotedWords.split(command));
    }

    private HttpRequest request(WebServer asked, String method, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(asked.url()).resolve("/nag"))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    private HttpResponse<String> post(WebServer asked, String body, String... headers)
            throws IOException, InterruptedException {
        return client.send(request(asked, "POST", body, headers), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> run(String name) throws IOException, InterruptedException {
        return post(server, "{\"" + name + "\":\"\"}", "Apikey", KEY);
    }

    @Test
    void answersTheStateAndAllThatThePluginPrinted() throws Exception {
        HttpResponse<String> response = run("fine");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.body()).isEqualTo("{\"OK\":\"OK - \\\"x\\\" | a=1\\nmore\"}");
        assertThat(run("SOON").body()).isEqualTo("{\"WARNING\":\"soon\"}");
        assertThat(run("broken").body()).isEqualTo("{\"CRITICAL\":\"broken\"}");
        assertThat(run("unknown").body()).isEqualTo("{\"UNKNOWN\":\"no idea\"}");
    }

    @Test
    void whatCannotBeRunIsUnknownInTime() throws Exception {
        assertThat(run("crashed").body()).startsWith("{\"UNKNOWN\":\"sh ended with exit code 139");
        assertThat(run("missing").body()).isEqualTo("{\"UNKNOWN\":\"there is no program /nowhere/check_missing\"}");
        assertThat(run("chatty").body()).startsWith("{\"UNKNOWN\":\"yes printed more than 65536 bytes");
        assertThat(run("slow").body()).startsWith("{\"UNKNOWN\":\"sh had not ended after 3000 ms");
    }

    @Test
    void asksForTheKey() throws Exception {
        List<Path> before = began();
        String body = "{\"wait\":\"\"}";
        assertThat(post(server, body).statusCode()).isEqualTo(401);
        assertThat(post(server, body, "Apikey", KEY + "!").statusCode()).isEqualTo(401);
        assertThat(post(server, body, "Apikey", "").statusCode()).isEqualTo(401);
        try (WebServer keyless = server(WebSettings.local(0, Optional.empty()), true)) {
            HttpResponse<String> response = post(keyless, body, "Apikey", KEY);
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).contains("plugins are run with an API key only", "set apikey in");
        }
        assertThat(began()).hasSameElementsAs(before);
    }

    @Test
    void asksForTheAddress() throws Exception {
        List<Path> before = began();
        AllowedAddresses others = new AllowedAddresses(
                List.of(AllowedAddresses.Range.parse("10.0.0.0/8").orElseThrow()));
        WebSettings settings = new WebSettings(InetAddress.getLoopbackAddress(), 0, Optional.of(KEY), others, true);
        try (WebServer closed = server(settings, true)) {
            assertThat(post(closed, "{\"wait\":\"\"}", "Apikey", KEY).statusCode())
                    .isEqualTo(403);
        }
        assertThat(began()).hasSameElementsAs(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})
    void onlyPostRunsSomething(String method) throws Exception {
        HttpResponse<String> response =
                client.send(request(server, method, "", "Apikey", KEY), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fine",
                "[]",
                "\"fine\"",
                "{}",
                "{\"fine\":1}",
                "{\"fine\":null}",
                "{\"fine\":[\"\"]}",
                "{\"fine\":\"\"",
                "{\"fine\":\"\",\"fine\":\"\"}",
                "{\"fine\":\"\"} x",
                "{\"fine\":\"\"}{}",
                "fine="
            })
    void takesOneNameWithAText(String body) throws Exception {
        HttpResponse<String> response = post(server, body, "Apikey", KEY);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("a JSON object of one name and a text");
    }

    @Test
    void boundsTheBody() throws Exception {
        assertThat(post(server, "{\"fine\":\"" + "x".repeat(16 << 10) + "\"}", "Apikey", KEY)
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void runsOnlyWhatTheSettingsName() throws Exception {
        HttpResponse<String> response = run("/bin/sh");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("{\"error\":\"section [Nagios] has no plugin \\\"/bin/sh\\\"\"}");
    }

    @Test
    void takesArgumentsOnlyIfTheSettingsSaySo() throws Exception {
        String body = "{\"arguments\":\"-w 5\"}";
        HttpResponse<String> refused = post(server, body, "Apikey", KEY);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("allow_arguments");
        assertThat(post(server, "{\"arguments\":\" \"}", "Apikey", KEY).body()).isEqualTo("{\"OK\":\"<-w><1><2 3>\"}");
        assertThat(post(withArguments, body, "Apikey", KEY).body()).isEqualTo("{\"OK\":\"<-w><5>\"}");
        assertThat(post(withArguments, "{\"shell\":\"-c 'echo mine'\"}", "Apikey", KEY)
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(withArguments, "{\"shell\":\"\"}", "Apikey", KEY).body())
                .isEqualTo("{\"OK\":\"as ever\"}");
    }

    @Test
    void argumentsNeverPassAShell() throws Exception {
        assertThat(passed("$(id) `id` ; id | id && id > /x * ~"))
                .isEqualTo("<$(id)><`id`><;><id><|><id><&&><id><>></x><*><~>");
        assertThat(passed("'a b' \\\"c;d\\\"")).isEqualTo("<a b><c;d>");
        assertThat(passed("a\\nb")).isEqualTo("<a\\nb>");
    }

    private String passed(String arguments) throws IOException, InterruptedException {
        String answer = post(withArguments, "{\"arguments\":\"" + arguments + "\"}", "Apikey", KEY)
                .body();
        assertThat(answer).startsWith("{\"OK\":\"").endsWith("\"}");
        return answer.substring("{\"OK\":\"".length(), answer.length() - "\"}".length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'open", "a\\u0000b"})
    void refusesArgumentsThatCannotBePassed(String arguments) throws Exception {
        assertThat(post(withArguments, "{\"arguments\":\"" + arguments + "\"}", "Apikey", KEY)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void runsThreeAtOnceAndTellsOthersToWait() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> running = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            running.add(client.sendAsync(
                    request(server, "POST", "{\"wait\":\"\"}", "Apikey", KEY), HttpResponse.BodyHandlers.ofString()));
        }
        await().until(() -> began().size() == 3);

        HttpResponse<String> busy = run("fine");
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(busy.body()).startsWith("{\"UNKNOWN\":\"3 plugins are running already");

        Files.createFile(folder.resolve("go"));
        for (CompletableFuture<HttpResponse<String>> one : running) {
            assertThat(one.get().body()).isEqualTo("{\"OK\":\"gone\"}");
        }
        assertThat(run("fine").statusCode()).isEqualTo(200);
    }

    private List<Path> began() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("began."))
                    .toList();
        }
    }

    @Test
    void withoutPluginsThereIsNothing() throws Exception {
        Sources sources = new Sources(Optional.empty(), () -> null, Optional::empty, new Health());
        try (WebServer none = new WebServer(WebSettings.local(0, Optional.of(KEY)), sources)) {
            assertThat(post(none, "{\"fine\":\"\"}", "Apikey", KEY).statusCode())
                    .isEqualTo(405);
        }
    }
}

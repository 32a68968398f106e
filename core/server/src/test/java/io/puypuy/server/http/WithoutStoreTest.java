package io.puypuy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.engine.status.Health;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WithoutStoreTest {
    /** Starts a server without store, asks it, and says what it answered. */
    static final class Asked {
        private Asked() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            Sources sources = new Sources(Optional.empty(), () -> null, Optional::empty, new Health());
            PrintStream out = System.out;
            try (WebServer server = new WebServer(WebSettings.local(0, Optional.empty()), sources)) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "health"))
                        .build();
                out.println(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
            }
        }
    }

    @Test
    void loadsNothingOfTheStore() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Asked.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(said).contains("no cycle has finished yet").contains("io.javalin.Javalin ");
        assertThat(said.lines().filter(line -> line.contains("io.questdb."))).isEmpty();
        assertThat(said.lines().filter(line -> line.contains("io.puypuy.server.store.Quest")))
                .isEmpty();
    }
}

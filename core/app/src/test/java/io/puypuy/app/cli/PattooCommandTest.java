package io.puypuy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.puypuy.app.daemon.DaemonFiles;
import io.puypuy.app.daemon.DaemonLock;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class PattooCommandTest {
    @TempDir
    Path home;

    private Shell shell;

    @BeforeEach
    void install() throws IOException {
        shell = new Shell(home);
        shell.write("conf/config.ini", "[TSDB]\ntsdtype = Embedded\n");
    }

    /** Another process, which runs as the daemon until it is destroyed. */
    private Process holdLock() throws IOException {
        Files.createDirectories(new DaemonFiles(home).lock().toAbsolutePath().getParent());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.getInputStream().read()).isEqualTo('!');
        return process;
    }

    /** Takes the daemon's lock and says so. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            PrintStream out = System.out;
            try (DaemonLock lock = DaemonLock.take(new DaemonFiles(Path.of(arguments[0])).lock())
                    .orElseThrow()) {
                out.print(lock == null ? '?' : '!');
                out.flush();
                while (System.in.read() >= 0) {
                    out.flush();
                }
            }
        }
    }

    @Test
    void changesTheStoreItselfWhileNoDaemonRuns() throws IOException {
        Path pack = home.resolve("boiler.csv");
        Files.writeString(pack, "language,key,translation,units\nen,boiler_steam,Steam,bar\n");

        assertThat(shell.run("pattoo", "import-language", pack.toString(), "--group", "Boilers"))
                .as(shell.err.toString())
                .isZero();
        assertThat(shell.out).hasToString("""
                Group 5, Boilers, is new; no agent is in it yet.
                1 translations of keys: 1 new, 0 replaced.
                """);
        assertThat(shell.run("pattoo", "show", "groups")).isZero();
        assertThat(shell.out.toString().lines().toList())
                .contains("group  name            translations  agents", "5      Boilers         1             0");
    }

    @Test
    void relativeFileBeginsWhereTheCallerIs() throws IOException {
        shell.write("packs/boiler.csv", "en,boiler_steam,Steam,bar\n");
        shell.caller = home.resolve("packs");

        assertThat(shell.run("pattoo", "import-language", "boiler.csv", "--group", "Boilers"))
                .as(shell.err.toString())
                .isZero();
    }

    @Test
    void saysWhatIsWrongWithTheLine() throws IOException {
        Path pack = home.resolve("boiler.csv");
        Files.writeString(pack, "en,boiler_steam,Steam,bar\nen,boiler_water\n");

        assertThat(shell.run("pattoo", "import-language", pack.toString(), "--group", "Boilers"))
                .isEqualTo(1);
        assertThat(shell.err.toString()).contains("line 2: 2 fields");
        assertThat(shell.run(
                        "pattoo", "import-language", home.resolve("none.csv").toString()))
                .isEqualTo(1);
        assertThat(shell.err.toString()).contains("there is no ", "none.csv");
        assertThat(shell.run("pattoo", "import-language", home.toString())).isEqualTo(1);
        assertThat(shell.err.toString()).contains(" is no file");
        assertThat(shell.run("pattoo", "assign-group", "7", "Boilers")).isEqualTo(1);
        assertThat(shell.err.toString()).contains("there is no group Boilers");
    }

    @Test
    void faultySettingsMakeNoStoreElsewhere() throws IOException {
        shell.write("conf/config.ini", "[TSDB]\ntsdtype = Embedded\n[Server]\nretention_days = 365 days\n");

        assertThat(shell.run("pattoo", "create-language", "de", "German")).isEqualTo(1);
        assertThat(shell.err.toString()).contains("conf/config.ini:4: [Server] retention_days = \"365 days\": ");
        assertThat(home.resolve("var")).doesNotExist();
    }

    @Test
    void asksForThePasswordAtTheTerminal() {
        assertThat(shell.run("pattoo", "set-password", "admin")).isEqualTo(1);
        assertThat(shell.err.toString()).contains("nobody answers at the terminal");
        shell.typed = Optional.of("secret");
        assertThat(shell.run("pattoo", "set-password", "admin")).isZero();
        assertThat(shell.out.toString())
                .contains("The password of admin is set.")
                .doesNotContain("secret");
    }

    @Test
    void asksTheDaemonThatRuns() throws IOException {
        List<String> asked = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Api-Key") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            boolean refused = exchange.getRequestURI().getPath().endsWith("orders");
            byte[] body = (refused
                            ? "{\"error\":\"there is a language de already\"}"
                            : "{\"head\":[\"language\"],\"rows\":[[\"1\\u001b\"]],\"sentences\":[]}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refused ? 400 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        shell.write(
                "conf/config.ini", "[Server]\nport = " + server.getAddress().getPort() + "\napikey = secret words\n");
        Process daemon = holdLock();
        try {
            assertThat(shell.run("pattoo", "show", "languages")).isZero();
            assertThat(shell.out).hasToString("language\n1\n");
            assertThat(shell.run("pattoo", "create-language", "de", "German")).isEqualTo(1);
            assertThat(shell.err.toString()).contains("there is a language de already");
            assertThat(asked.get(0)).startsWith("GET /api/v1/pattoo/show?what=languages secret words");
            assertThat(asked.get(1))
                    .startsWith("POST /api/v1/pattoo/orders secret words")
                    .contains("\"code\":\"de\"");
        } finally {
            daemon.destroy();
            server.stop(0);
        }
    }
}

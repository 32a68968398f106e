package io.puypuy.testkit.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * Lighttpd with a page of 100 kB, {@code /page}, and its status below {@code /server-status}. A second address asks for
 * monitor and the password "open sesame" first. Connections are not kept alive: for each request 1.4.69 counts all that its
 * connection sent so far.
 */
public final class LighttpdServer implements AutoCloseable {
    private static final String CONFIGURATION = """
        server.modules = ("mod_auth", "mod_authn_file", "mod_status")
        server.document-root = "%1$s/www"
        server.bind = "127.0.0.1"
        server.port = %2$d
        server.max-keep-alive-requests = 0
        status.status-url = "/server-status"
        auth.backend = "plain"
        auth.backend.plain.userfile = "%1$s/users"
        $SERVER["socket"] == "127.0.0.1:%3$d" {
            auth.require = ("/server-status" =>
                ("method" => "basic", "realm" => "status", "require" => "valid-user"))
        }
        """;
    private static final int PAGE_BYTES = 100 * 1024;
    // It adds up at the first time that it awakes in a second, and awakes once a second at least.
    private static final Duration COUNTED = Duration.ofMillis(2_100);

    private final int port;
    private final int guardedPort;
    private final ServerProcess process;

    private LighttpdServer() {
        Path program = Requirement.program("lighttpd", "lighttpd");
        port = FreePort.next();
        guardedPort = FreePort.next();
        process = ServerProcess.start(
                "lighttpd",
                Duration.ofSeconds(20),
                folder -> {
                    Files.createDirectory(folder.resolve("www"));
                    Files.writeString(folder.resolve("www").resolve("page"), "x".repeat(PAGE_BYTES));
                    Files.writeString(folder.resolve("users"), "monitor:open sesame\n");
                    Path file = folder.resolve("lighttpd.conf");
                    Files.writeString(file, CONFIGURATION.formatted(folder, port, guardedPort));
                    return List.of(program.toString(), "-D", "-f", file.toString());
                },
                () -> ServerHttp.get(uri("/page")).status() == 200);
    }

    public static LighttpdServer start() {
        return new LighttpdServer();
    }

    /** The address of a path that begins with a slash, or of the server. */
    public URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
    }

    /** The address that asks for a password. */
    public URI guarded() {
        return URI.create("http://127.0.0.1:" + guardedPort);
    }

    /** Makes requests, one after the other. */
    public void get(String path, int requests) throws IOException {
        for (int i = 0; i < requests; i++) {
            ServerHttp.get(uri(path));
        }
    }

    /** Waits until all requests made so far are among the totals. Asking for these would be one more. */
    public void awaitCounted() {
        long begin = System.nanoTime();
        Awaitility.await().until(() -> System.nanoTime() - begin >= COUNTED.toNanos());
    }

    /** To stop the server and start it again. */
    public ServerProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}

package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Varnish on a port of 127.0.0.1 in front of one backend, which it probes; its folder is its name. */
public final class VarnishServer implements AutoCloseable {
    private static final String VCL = """
            vcl 4.1;
            backend default {
                .host = "127.0.0.1";
                .port = "%d";
                .probe = { .interval = 100ms; .window = 8; .threshold = 1; .initial = 8; }
            }
            """;

    private final int port;
    private final Path statistics;
    private final ServerProcess process;
    private Path folder = Path.of("");

    private VarnishServer(int backendPort) {
        Path program = Requirement.program("varnishd", "varnish");
        statistics = Requirement.program("varnishstat", "varnish");
        Requirement.program("cc", "gcc");
        port = FreePort.next();
        process = ServerProcess.start(
                "varnish",
                Duration.ofSeconds(40),
                created -> {
                    folder = created;
                    Files.writeString(folder.resolve("default.vcl"), VCL.formatted(backendPort));
                    return command(program);
                },
                () -> counter("MAIN.uptime") >= 0 && accepts());
    }

    private List<String> command(Path program) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-F"));
        if (System.getProperty("user.name").equals("root")) {
            // Else its child is somebody who may not enter the folder.
            command.addAll(List.of("-j", "none"));
        }
        command.addAll(List.of(
                "-n", folder.toString(), "-f", folder.resolve("default.vcl").toString()));
        command.addAll(List.of("-a", "127.0.0.1:" + port, "-T", "none", "-s", "malloc,16m"));
        return command;
    }

    /** Starts one. */
    public static VarnishServer start(int backendPort) {
        return new VarnishServer(backendPort);
    }

    // No request, which would be counted.
    private boolean accepts() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    /**
     * A counter as varnishstat prints it, such as {@code MAIN.client_req}.
     *
     * @throws IOException if there is no such counter, or nobody who counts
     */
    public long counter(String name) throws IOException {
        Process shown = new ProcessBuilder(statistics.toString(), "-n", folder.toString(), "-1", "-f", name)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line = new String(shown.getInputStream().readAllBytes(), UTF_8);
        Matcher number = Pattern.compile("\\S+\\s+(\\d+)\\s.*\\s*").matcher(line);
        if (!number.matches()) {
            throw new IOException("no counter " + name + ": " + line);
        }
        return Long.parseLong(number.group(1));
    }

    /** Ends the process that serves, as a crash does, and waits until the manager has started another. */
    public void killChild() {
        ProcessHandle child = ProcessHandle.of(process.pid())
                .flatMap(manager -> manager.children().findFirst())
                .orElseThrow();
        child.destroyForcibly();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    return counter("MGT.child_start") == 2 && counter("MAIN.uptime") >= 0 && accepts();
                });
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** To stop the server and start it again; its folder is its name. */
    public ServerProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}

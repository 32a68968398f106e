package io.puypuy.testkit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PHP-FPM with a pool {@code www} of two processes, its status at {@code /fpm-status} and an answer at {@code /ping}. */
public final class PhpFpmServer implements AutoCloseable {
    private static final String CONFIGURATION = """
        [global]
        daemonize = no
        error_log = /dev/stderr
        [www]
        %2$s
        listen = 127.0.0.1:%1$d
        pm = static
        pm.max_children = 2
        pm.status_path = /fpm-status
        ping.path = /ping
        """;

    private final int port;
    private final ServerProcess process;

    private PhpFpmServer() {
        Path program = Requirement.program("php-fpm8.2", "php8.2-fpm");
        port = FreePort.next();
        process = ServerProcess.start(
                "php-fpm",
                Duration.ofSeconds(20),
                folder -> {
                    Path file = folder.resolve("php-fpm.conf");
                    Files.writeString(file, CONFIGURATION.formatted(port, isRoot() ? "user = root\ngroup = root" : ""));
                    List<String> command = new ArrayList<>(List.of(program.toString(), "-n", "-y", file.toString()));
                    if (isRoot()) {
                        command.add("-R");
                    }
                    return command;
                },
                this::accepts);
    }

    public static PhpFpmServer start() {
        return new PhpFpmServer();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private boolean accepts() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    /** The inner lines of a location of an nginx that hands requests on to a path of this pool. */
    public String handOn(String path) {
        return """
            fastcgi_param SCRIPT_NAME %1$s;
            fastcgi_param SCRIPT_FILENAME %1$s;
            fastcgi_param REQUEST_METHOD $request_method;
            fastcgi_param QUERY_STRING $query_string;
            fastcgi_pass 127.0.0.1:%2$d;
            """.formatted(path, port);
    }

    /** Makes requests to a web server, one after the other. */
    public void get(URI uri, int requests) throws IOException {
        for (int i = 0; i < requests; i++) {
            ServerHttp.get(uri);
        }
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

package io.puypuy.testkit.server;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Nginx with one server on a port of 127.0.0.1. The file {@code users} knows monitor with the password "open sesame". */
public final class NginxServer implements AutoCloseable {
    private static final String CONFIGURATION = """
            %s
            daemon off;
            pid nginx.pid;
            error_log stderr;
            events { worker_connections 256; }
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                server {
                    listen 127.0.0.1:%d;
                    %s
                }
            }
            """;

    private final int port;
    private final ServerProcess process;

    private NginxServer(String locations) {
        Path program = Requirement.program("nginx", "nginx-light");
        port = FreePort.next();
        process = ServerProcess.start(
                "nginx",
                Duration.ofSeconds(20),
                folder -> {
                    Files.writeString(folder.resolve("nginx.conf"), CONFIGURATION.formatted(user(), port, locations));
                    Files.writeString(folder.resolve("users"), "monitor:{PLAIN}open sesame\n");
                    return List.of(program.toString(), "-p", folder.toString(), "-c", "nginx.conf", "-e", "stderr");
                },
                () -> ServerHttp.get(uri("/")).status() > 0);
    }

    /**
     * Starts one.
     *
     * @param locations the inner lines of its {@code server} block
     */
    public static NginxServer start(String locations) {
        return new NginxServer(locations);
    }

    // Else the workers of root's nginx are somebody who may not enter the folder.
    private static String user() {
        return System.getProperty("user.name").equals("root") ? "user root;" : "";
    }

    /** The address of a path that begins with a slash, or of the server. */
    public URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
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

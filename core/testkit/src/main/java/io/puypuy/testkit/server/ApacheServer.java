package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Apache httpd on a port of 127.0.0.1 with a page of 10 kB, {@code /page}, and its status below {@code /server-status} and,
 * for monitor with the password "open sesame", below {@code /secret}.
 */
public final class ApacheServer implements AutoCloseable {
    private static final String CONFIGURATION = """
        ServerRoot /usr/lib/apache2
        DefaultRuntimeDir %1$s
        PidFile %1$s/httpd.pid
        ErrorLog /dev/stderr
        CustomLog %1$s/access.log "%%U"
        Listen 127.0.0.1:%2$d
        ServerName localhost
        %3$s
        LoadModule mpm_event_module modules/mod_mpm_event.so
        LoadModule authn_core_module modules/mod_authn_core.so
        LoadModule authn_file_module modules/mod_authn_file.so
        LoadModule authz_core_module modules/mod_authz_core.so
        LoadModule authz_user_module modules/mod_authz_user.so
        LoadModule auth_basic_module modules/mod_auth_basic.so
        LoadModule status_module modules/mod_status.so
        ServerLimit 1
        StartServers 1
        ThreadsPerChild 8
        MaxRequestWorkers 8
        DocumentRoot %1$s/www
        <Location /server-status>
            SetHandler server-status
        </Location>
        <Location /secret>
            SetHandler server-status
            AuthType Basic
            AuthName status
            AuthUserFile %1$s/users
            Require valid-user
        </Location>
        """;
    private static final int PAGE_BYTES = 10_240;

    private final int port;
    private final ServerProcess process;

    private ApacheServer() {
        Path program = Requirement.program("apache2", "apache2-bin");
        port = FreePort.next();
        process = ServerProcess.start(
                "apache",
                Duration.ofSeconds(20),
                folder -> {
                    // The workers of root's httpd are somebody else.
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
                    Files.createDirectory(folder.resolve("www"));
                    Files.writeString(folder.resolve("www").resolve("page"), "x".repeat(PAGE_BYTES));
                    Files.writeString(folder.resolve("users"), "monitor:{SHA}" + sha1("open sesame") + "\n");
                    Path file = folder.resolve("httpd.conf");
                    Files.writeString(file, CONFIGURATION.formatted(folder, port, user()));
                    return List.of(program.toString(), "-f", file.toString(), "-DFOREGROUND");
                },
                () -> ServerHttp.get(uri("/page")).status() == 200);
    }

    public static ApacheServer start() {
        return new ApacheServer();
    }

    private static String user() {
        return System.getProperty("user.name").equals("root") ? "User www-data\nGroup www-data" : "";
    }

    private static String sha1(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The address of a path that begins with a slash. */
    public URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
    }

    /** Makes requests and waits until httpd has logged them, for it counts a request when its answer is out already. */
    public void get(String path, int requests) throws IOException {
        long before = logged(path);
        for (int i = 0; i < requests; i++) {
            ServerHttp.get(uri(path));
        }
        Awaitility.await().until(() -> logged(path) >= before + requests);
    }

    private long logged(String path) {
        try (Stream<String> lines = Files.lines(process.folder().resolve("access.log"))) {
            return lines.filter(path::equals).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

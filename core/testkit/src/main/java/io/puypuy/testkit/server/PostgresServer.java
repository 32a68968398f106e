package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * PostgreSQL on a port of 127.0.0.1 and a socket in its folder. It has the database shop and two users with the password
 * "open sesame": monitor, who may see everything, and postgres, who may do everything.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final String FIRST_STATEMENTS = """
            CREATE ROLE monitor LOGIN PASSWORD 'open sesame' IN ROLE pg_monitor;
            CREATE ROLE nobody LOGIN PASSWORD 'open sesame';
            CREATE DATABASE shop;
            """;
    private static final int LIMIT_SECONDS = 120;
    private static final String ACCOUNT = "postgres";

    private final int port;
    private final ServerProcess process;

    private PostgresServer() {
        Path programs = programs();
        port = FreePort.next();
        process = ServerProcess.start(
                "postgres",
                Duration.ofMinutes(2),
                folder -> {
                    prepare(programs, folder);
                    return as(
                            programs.resolve("postgres").toString(),
                            "-D",
                            folder.resolve("data").toString(),
                            "-h",
                            "127.0.0.1",
                            "-p",
                            Integer.toString(port),
                            "-k",
                            folder.toString(),
                            "-c",
                            "fsync=off",
                            // Else it works on its own account.
                            "-c",
                            "autovacuum=off",
                            "-c",
                            "shared_buffers=16MB");
                },
                this::accepts);
    }

    public static PostgresServer start() {
        return new PostgresServer();
    }

    // Debian has them outside of PATH, each version in a folder of its own.
    private static Path programs() {
        Optional<Path> newest = Optional.empty();
        if (Files.isDirectory(VERSIONS)) {
            try (Stream<Path> versions = Files.list(VERSIONS)) {
                newest = versions.map(version -> version.resolve("bin"))
                        .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
                        .max(Comparator.naturalOrder());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (newest.isEmpty()) {
            throw Requirement.missing("no program postgres: apt-get install postgresql");
        }
        return newest.get();
    }

    private static void prepare(Path programs, Path folder) throws IOException {
        if (isRoot()) {
            // The server refuses to be root.
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ACCOUNT));
        }
        Path password = Files.writeString(folder.resolve("password"), "open sesame\n");
        Path data = folder.resolve("data");
        Path statements = Files.writeString(folder.resolve("first.sql"), FIRST_STATEMENTS);
        run(
                folder,
                Optional.empty(),
                programs.resolve("initdb").toString(),
                "-D",
                data.toString(),
                "-U",
                ACCOUNT,
                "-A",
                "scram-sha-256",
                "--pwfile=" + password,
                "--no-sync",
                "--no-locale",
                "-E",
                "UTF8");
        run(
                folder,
                Optional.of(statements),
                programs.resolve("postgres").toString(),
                "--single",
                "-D",
                data.toString(),
                "-c",
                "fsync=off",
                ACCOUNT);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static List<String> as(String... command) {
        List<String> whole = new ArrayList<>();
        if (isRoot()) {
            String setpriv = Requirement.program("setpriv", "util-linux").toString();
            whole.addAll(List.of(setpriv, "--reuid=" + ACCOUNT, "--regid=" + ACCOUNT, "--clear-groups", "--"));
        }
        whole.addAll(List.of(command));
        return whole;
    }

    private static void run(Path folder, Optional<Path> input, String... command) throws IOException {
        Path output = folder.resolve("prepared");
        ProcessBuilder builder = new ProcessBuilder(as(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        input.ifPresent(file -> builder.redirectInput(file.toFile()));
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(Files.readString(output, UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    // It listens before it is ready, and then answers with an error: 'R' asks for the password.
    private boolean accepts() throws IOException {
        byte[] parameters = "user\0monitor\0database\0postgres\0\0".getBytes(UTF_8);
        int length = parameters.length + 8;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(new byte[] {0, 0, 0, (byte) length, 0, 3, 0, 0});
            socket.getOutputStream().write(parameters);
            return socket.getInputStream().read() == 'R';
        }
    }

    public int port() {
        return port;
    }

    /** Its socket in the file system. */
    public Path socket() {
        return process.folder().resolve(".s.PGSQL." + port);
    }

    /** Ends the server as a crash does, but not before its sessions have ended; then starts it again. */
    public void crash() throws IOException, InterruptedException {
        String kill = Requirement.program("kill", "procps").toString();
        new ProcessBuilder(kill, "-QUIT", Long.toString(process.pid())).start().waitFor();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !process.isRunning());
        process.restart();
    }

    /** To stop the server and start it again; it stops when all connections are closed. */
    public ServerProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}

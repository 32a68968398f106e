package io.puypuy.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.tls.HeldCertificate;

/** Memcached on a port of 127.0.0.1, or on a socket in its folder. */
public final class MemcachedServer implements AutoCloseable {
    /** How it is asked. */
    public enum Kind {
        /** At its port. */
        PLAIN,
        /** At its port over TLS. */
        TLS,
        /** At its port, by monitor with the password "sesame" only. */
        USERS,
        /** At its socket. */
        SOCKET
    }

    private final int port = FreePort.next();
    private final ServerProcess process;
    // In the folder of the process, which is not known until that is started.
    private volatile Path unixSocket = Path.of("");

    private MemcachedServer(Kind kind) {
        Path program = Requirement.program("memcached", "memcached");
        process = ServerProcess.start(
                "memcached",
                Duration.ofSeconds(20),
                folder -> {
                    List<String> command =
                            new ArrayList<>(List.of(program.toString(), "-u", System.getProperty("user.name")));
                    command.addAll(arguments(kind, folder));
                    return command;
                },
                // One that speaks TLS answers nothing here.
                () -> kind == Kind.SOCKET
                        ? Files.exists(unixSocket)
                        : ServerLines.ask(port, "", 0).isEmpty());
    }

    public static MemcachedServer start(Kind kind) {
        return new MemcachedServer(kind);
    }

    private List<String> arguments(Kind kind, Path folder) throws IOException {
        if (kind == Kind.SOCKET) {
            unixSocket = folder.resolve("socket");
            return List.of("-s", unixSocket.toString());
        }
        List<String> arguments = new ArrayList<>(List.of("-l", "127.0.0.1", "-p", Integer.toString(port)));
        if (kind == Kind.USERS) {
            Path users = Files.writeString(folder.resolve("users"), "monitor:sesame\n");
            arguments.addAll(List.of("-Y", users.toString()));
        }
        if (kind == Kind.TLS) {
            HeldCertificate certificate = new HeldCertificate.Builder()
                    .addSubjectAlternativeName("127.0.0.1")
                    .build();
            Path file = Files.writeString(folder.resolve("certificate.pem"), certificate.certificatePem());
            Path key = Files.writeString(folder.resolve("key.pem"), certificate.privateKeyPkcs8Pem());
            arguments.addAll(List.of("-Z", "-o", "ssl_chain_cert=" + file + ",ssl_key=" + key));
        }
        return arguments;
    }

    public int port() {
        return port;
    }

    /** Its certificate in PEM form, if it speaks TLS. */
    public Path certificate() {
        return process.folder().resolve("certificate.pem");
    }

    /** Its socket, if it listens there. */
    public Path unixSocket() {
        return unixSocket;
    }

    /**
     * Sends commands over one connection, and waits for the answers.
     *
     * @param commands all of them, with their line ends
     * @param answerLines how many lines all answers have together
     */
    public List<String> send(String commands, int answerLines) {
        try {
            return ServerLines.ask(port, commands, answerLines);
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

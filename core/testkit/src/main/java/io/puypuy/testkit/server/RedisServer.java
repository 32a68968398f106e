package io.puypuy.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import okhttp3.tls.HeldCertificate;

/** Redis on two ports of 127.0.0.1, one of them with TLS, and on a socket in its folder. It stores nothing on the disk. */
public final class RedisServer implements AutoCloseable {
    private final int port = FreePort.next();
    private final int tlsPort = FreePort.next();
    private final ServerProcess process;

    private RedisServer(List<String> arguments) {
        Path program = Requirement.program("redis-server", "redis-server");
        process = ServerProcess.start(
                "redis", Duration.ofSeconds(20), folder -> command(program, folder, arguments), () -> !ServerLines.ask(
                                port, "PING\r\n", 1)
                        .isEmpty());
    }

    /**
     * Starts one.
     *
     * @param arguments more of them, such as {@code --requirepass} and a password
     */
    public static RedisServer start(String... arguments) {
        return new RedisServer(List.of(arguments));
    }

    private List<String> command(Path program, Path folder, List<String> arguments) throws IOException {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        Path file = Files.writeString(folder.resolve("certificate.pem"), certificate.certificatePem());
        Path key = Files.writeString(folder.resolve("key.pem"), certificate.privateKeyPkcs8Pem());
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--tls-port",
                Integer.toString(tlsPort),
                "--tls-cert-file",
                file.toString(),
                "--tls-key-file",
                key.toString(),
                "--tls-ca-cert-file",
                file.toString(),
                "--tls-auth-clients",
                "no",
                "--unixsocket",
                folder.resolve("socket").toString(),
                "--save",
                "",
                "--dir",
                folder.toString()));
        command.addAll(arguments);
        return command;
    }

    public int port() {
        return port;
    }

    /** The port where it speaks TLS. */
    public int tlsPort() {
        return tlsPort;
    }

    /** Its certificate in PEM form. */
    public Path certificate() {
        return process.folder().resolve("certificate.pem");
    }

    public Path unixSocket() {
        return process.folder().resolve("socket");
    }

    /**
     * Sends a command so many times over one connection, and waits for the answers.
     *
     * @param answerLines how many lines one answer has
     * @return all of them
     */
    public List<String> send(int times, String command, int answerLines) {
        try {
            String questions = String.join("", Collections.nCopies(times, command + "\r\n"));
            return ServerLines.ask(port, questions, times * answerLines);
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

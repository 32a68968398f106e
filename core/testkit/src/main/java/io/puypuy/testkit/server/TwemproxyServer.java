package io.puypuy.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * Twemproxy with two pools on 127.0.0.1: {@code alpha} has a Redis as the backend {@code redis1}, {@code beta} has a backend
 * {@code gone1} where nobody listens. Its statistics are new ten times a second.
 */
public final class TwemproxyServer implements AutoCloseable {
    private static final String CONFIGURATION = """
            alpha:
              listen: 127.0.0.1:%d
              hash: fnv1a_64
              distribution: ketama
              redis: true
              servers:
               - 127.0.0.1:%d:1 redis1
            beta:
              listen: 127.0.0.1:%d
              redis: true
              servers:
               - 127.0.0.1:1:1 gone1
            """;

    private final int alphaPort = FreePort.next();
    private final int betaPort = FreePort.next();
    private final int statisticsPort = FreePort.next();
    private final ServerProcess process;

    private TwemproxyServer(RedisServer redis) {
        Path program = Requirement.program("nutcracker", "nutcracker");
        process = ServerProcess.start(
                "twemproxy",
                Duration.ofSeconds(20),
                folder -> {
                    Path file = Files.writeString(
                            folder.resolve("nutcracker.yml"),
                            CONFIGURATION.formatted(alphaPort, redis.port(), betaPort));
                    return List.of(
                            program.toString(),
                            "-c",
                            file.toString(),
                            "-a",
                            "127.0.0.1",
                            "-s",
                            Integer.toString(statisticsPort),
                            "-i",
                            "100",
                            "-o",
                            folder.resolve("log").toString(),
                            "-p",
                            folder.resolve("pid").toString());
                },
                () -> !statistics().isEmpty());
    }

    /** Starts one in front of that Redis. */
    public static TwemproxyServer start(RedisServer redis) {
        return new TwemproxyServer(redis);
    }

    public int statisticsPort() {
        return statisticsPort;
    }

    /** Its statistics as it sends them. */
    public String statistics() throws IOException {
        return String.join("\n", ServerLines.ask(statisticsPort, "", Integer.MAX_VALUE));
    }

    /** Sends a command to alpha so many times over one connection, and waits for answers of one line each. */
    public List<String> sendToAlpha(int times, String command) {
        return send(alphaPort, times, command);
    }

    /** The same to beta. */
    public List<String> sendToBeta(int times, String command) {
        return send(betaPort, times, command);
    }

    private static List<String> send(int port, int times, String command) {
        String[] words = command.split(" ", -1);
        StringBuilder array = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            array.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
        }
        try {
            return ServerLines.ask(port, String.join("", Collections.nCopies(times, array.toString())), times);
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

package io.puypuy.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Takes every POST on the loopback and writes down when it had been read: one line each with the microseconds since 1970
 * and the bytes of the body. Its port is the whole text of a file.
 */
public final class RecordingPeer {
    private final Path requests;

    private RecordingPeer(Path requests) {
        this.requests = requests;
    }

    /** Runs until it is killed. Arguments: the file for the port, the file for the requests. */
    public static void main(String[] args) throws IOException {
        Path port = Path.of(args[0]);
        RecordingPeer peer = new RecordingPeer(Path.of(args[1]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", peer::record);
        server.start();
        Path written = port.resolveSibling("port.new");
        Files.writeString(written, Integer.toString(server.getAddress().getPort()));
        Files.move(written, port, StandardCopyOption.ATOMIC_MOVE);
    }

    private void record(HttpExchange exchange) throws IOException {
        long bytes = 0;
        try (InputStream body = exchange.getRequestBody()) {
            bytes = body.readAllBytes().length;
        }
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
        Files.writeString(
                requests,
                micros + " " + bytes + "\n",
                StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}

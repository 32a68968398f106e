package io.puypuy.backend.carbon;

import io.puypuy.testkit.backend.Receiver;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what each connection brought that was ended in an orderly way, and closes it then. Thread-safe. */
final class CarbonPeer implements Receiver {
    private final List<byte[]> connections = new CopyOnWriteArrayList<>();
    private final FaultyTcpPeer peer;

    /** Starts on that port, or on a free one if it is 0. */
    CarbonPeer(int port) {
        peer = FaultyTcpPeer.start(
                port, connection -> connections.add(connection.in().readAllBytes()));
    }

    CarbonPeer() {
        this(0);
    }

    @Override
    public int port() {
        return peer.port();
    }

    /** The elements of all frames, connection by connection. */
    List<List<List<Unpickler.Element>>> frames() {
        return connections.stream().map(Unpickler::frames).toList();
    }

    /** The lines that came, over all connections. */
    List<String> lines() {
        return connections.stream()
                .flatMap(connection -> new String(connection, StandardCharsets.US_ASCII).lines())
                .toList();
    }

    @Override
    public List<List<String>> requests() {
        return frames().stream()
                .map(frames -> frames.stream()
                        .flatMap(List::stream)
                        .map(element -> element.path().substring(element.path().lastIndexOf('.') + 1))
                        .toList())
                .toList();
    }

    @Override
    public void close() {
        try {
            peer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

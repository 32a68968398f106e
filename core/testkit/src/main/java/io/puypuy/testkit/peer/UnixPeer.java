package io.puypuy.testkit.peer;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A server at a stream socket in the file system that does to each connection what a {@link PeerBehaviour} says. */
public final class UnixPeer implements AutoCloseable {
    private final AcceptLoop loop;

    private UnixPeer(ServerSocketChannel server, PeerBehaviour behaviour) {
        this.loop = new AcceptLoop(
                "unix-peer",
                new AcceptLoop.Acceptor() {
                    @Override
                    public PeerConnection accept(CountDownLatch peerClosed) throws IOException {
                        return PeerConnection.of(server.accept(), peerClosed);
                    }

                    @Override
                    public void close() throws IOException {
                        server.close();
                    }
                },
                behaviour);
    }

    /** Starts at a path where nothing is yet; at most about 100 characters, says the kernel. */
    public static UnixPeer start(Path socket, PeerBehaviour behaviour) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        return new UnixPeer(server, behaviour);
    }

    /** How many connections there have been. */
    public int connections() {
        return loop.connections();
    }

    @Override
    public void close() throws IOException {
        loop.close();
    }
}

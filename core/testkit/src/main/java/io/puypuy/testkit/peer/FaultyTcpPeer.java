package io.puypuy.testkit.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A TCP server, with or without TLS, that does to each connection what a {@link PeerBehaviour} says. */
public final class FaultyTcpPeer implements AutoCloseable {
    private static final int BACKLOG = 50;

    private final ServerSocket server;
    private final AcceptLoop loop;
    private final String scheme;
    private final String certificatePem;

    private FaultyTcpPeer(ServerSocket server, PeerBehaviour behaviour, String scheme, String certificatePem) {
        this.server = server;
        this.scheme = scheme;
        this.certificatePem = certificatePem;
        this.loop = new AcceptLoop(
                "faulty-peer-" + server.getLocalPort(),
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

    /** Starts on a free port. */
    public static FaultyTcpPeer start(PeerBehaviour behaviour) {
        return start(0, behaviour);
    }

    /** Starts on that port, such as one of a peer that was closed: a server that comes back. */
    public static FaultyTcpPeer start(int port, PeerBehaviour behaviour) {
        try {
            return new FaultyTcpPeer(
                    new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress()), behaviour, "http", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts with TLS and a new certificate for 127.0.0.1 and localhost that nobody knows. */
    public static FaultyTcpPeer startTls(PeerBehaviour behaviour) {
        return startTls(behaviour, "127.0.0.1", "localhost");
    }

    /** Starts with TLS and a new certificate for these names that nobody knows. */
    public static FaultyTcpPeer startTls(PeerBehaviour behaviour, String... names) {
        HeldCertificate.Builder builder = new HeldCertificate.Builder();
        for (String name : names) {
            builder.addSubjectAlternativeName(name);
        }
        HeldCertificate certificate = builder.build();
        HandshakeCertificates certificates =
                new HandshakeCertificates.Builder().heldCertificate(certificate).build();
        try {
            ServerSocket server = certificates
                    .sslContext()
                    .getServerSocketFactory()
                    .createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            return new FaultyTcpPeer(server, behaviour, "https", certificate.certificatePem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The address of a path that begins with a slash. */
    public URI uri(String pathAndQuery) {
        return URI.create(scheme + "://127.0.0.1:" + port() + pathAndQuery);
    }

    /** The server's certificate in PEM form; empty without TLS. */
    public String certificatePem() {
        return certificatePem;
    }

    /** How many connections there have been. */
    public int connections() {
        return loop.connections();
    }

    /** Closes the port and all connections at once. */
    @Override
    public void close() throws IOException {
        loop.close();
    }
}

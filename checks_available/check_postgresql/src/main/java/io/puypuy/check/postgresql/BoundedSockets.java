package io.puypuy.check.postgresql;

import io.puypuy.api.sql.BoundedSocket;
import io.puypuy.api.sql.Bounds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes the driver's sockets; the driver looks for it by name and gives it the option {@code socketFactoryArg}. */
public final class BoundedSockets extends SocketFactory {
    private final Bounds bounds;

    /** @param bounds as {@link Bounds#parse} reads them */
    public BoundedSockets(String bounds) {
        this.bounds = Bounds.parse(bounds);
    }

    @Override
    public Socket createSocket() throws IOException {
        return new BoundedSocket(bounds);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getAllByName(host)[0], port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = createSocket();
        socket.connect(address);
        return socket;
    }
}

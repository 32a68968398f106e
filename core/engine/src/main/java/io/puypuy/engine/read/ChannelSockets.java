package io.puypuy.engine.read;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.SocketFactory;

/**
 * Makes sockets that stand on channels: a thread that waits for one of these can be interrupted, which it cannot with
 * ordinary sockets.
 */
final class ChannelSockets extends SocketFactory {
    private final Optional<Path> unixSocket;

    /** @param unixSocket where all sockets connect to, whatever address they are told; TCP if empty */
    ChannelSockets(Optional<Path> unixSocket) {
        this.unixSocket = unixSocket;
    }

    @Override
    public Socket createSocket() throws IOException {
        if (unixSocket.isPresent()) {
            return new UnixSocket(unixSocket.get());
        }
        Socket socket = SocketChannel.open().socket();
        // Else the end of a request waits until the server has acknowledged what came before, up to 40 ms.
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
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

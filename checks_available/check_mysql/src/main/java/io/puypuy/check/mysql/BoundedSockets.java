package io.puypuy.check.mysql;

import io.puypuy.api.sql.BoundedSocket;
import io.puypuy.api.sql.Bounds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.util.ConfigurableSocketFactory;

/** Makes the driver's sockets; the driver looks for it by name and tells it the option {@link #OPTION}. */
public final class BoundedSockets extends ConfigurableSocketFactory {
    /** Name of an option that the driver does not know, and so passes on. */
    static final String OPTION = "puypuyBounds";

    private Bounds bounds = new Bounds(0, 0, "");

    @Override
    public void setConfiguration(Configuration configuration, String host) {
        bounds = Bounds.parse(configuration.nonMappedOptions().getProperty(OPTION));
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

package io.puypuy.http;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and how a server listens.
 *
 * @param name of its threads
 * @param address to listen on
 * @param port to listen on; 0 for any free one
 * @param tls HTTPS instead of HTTP
 * @param threads most threads that answer
 * @param connections most connections at a time; further ones wait
 * @param portHint what to change where the port is taken, for messages
 */
public record Listening(
        String name, InetAddress address, int port, Optional<Tls> tls, int threads, int connections, String portHint) {

    /**
     * The server's certificate, and whose certificates it asks for.
     *
     * @param certificate PEM, the server's own first, then those that signed it
     * @param key PEM, PKCS#8, without a password
     * @param clientCa PEM; a client must have a certificate that one of these signed
     */
    public record Tls(Path certificate, Path key, Optional<Path> clientCa) {}

    /** Plain HTTP. */
    public static Listening plain(String name, InetAddress address, int port, String portHint) {
        return new Listening(name, address, port, Optional.empty(), 8, 64, portHint);
    }

    /** Address and port, for messages. */
    public String shown() {
        return shown(address, port);
    }

    /** The same with the port that it has been given, as a program on this machine reaches it. */
    public String url(int actualPort) {
        InetAddress reached = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        return (tls.isPresent() ? "https://" : "http://") + shown(reached, actualPort) + "/";
    }

    /** An address with its port, brackets around an IPv6 one. */
    public static String shown(InetAddress address, int port) {
        String text = address.getHostAddress();
        return (text.indexOf(':') >= 0 ? "[" + text + "]" : text) + ":" + port;
    }
}

package io.puypuy.api.read;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server that an address of HTTP names. Unlike {@link URI} it knows names with an underscore, which the names of
 * containers often have.
 *
 * @param port that of the scheme, unless the address says another
 */
public record ServerAddress(String host, int port) {
    private static final Pattern WITH_UNDERSCORE = Pattern.compile("([A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");
    private static final int MOST_PORT = 65_535;

    /** The server; empty if the address is none of HTTP, names none, or a port that no server can have. */
    public static Optional<ServerAddress> of(URI address) {
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        if (!secure && !"http".equalsIgnoreCase(address.getScheme())) {
            return Optional.empty();
        }
        return named(address, secure ? 443 : 80).filter(server -> server.port > 0 && server.port <= MOST_PORT);
    }

    private static Optional<ServerAddress> named(URI address, int standard) {
        if (address.getHost() != null) {
            return Optional.of(
                    new ServerAddress(address.getHost(), address.getPort() < 0 ? standard : address.getPort()));
        }
        String authority = address.getRawAuthority();
        Matcher parts = WITH_UNDERSCORE.matcher(authority == null ? "" : authority);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String port = parts.group(2);
        return Optional.of(new ServerAddress(parts.group(1), port == null ? standard : Integer.parseInt(port)));
    }

    /** {@code web1.example.org:80} */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}

package io.puypuy.check.haproxy;

import io.puypuy.api.read.Sockets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a stats socket is, also as it stands in HAProxy's own configuration. Source: "HAProxy Configuration Manual", chapter 11,
 * "Address formats".
 */
final class StatsSocket {
    private static final Pattern UNIX = Pattern.compile("(?:unix@|uxst@)?(/[^\\x00]*)");
    private static final Pattern TCP =
            Pattern.compile("(?:(?:ip|ipv4|tcp|tcp4)@)?(?:\\[([0-9A-Fa-f:.]+)\\]|([^:\\s/@\\[\\]]*)):(\\d{1,5})");
    // There the last colon is the one before the port.
    private static final Pattern TCP6 =
            Pattern.compile("(?:ipv6|tcp6)@(?:\\[([0-9A-Fa-f:.]+)\\]|([0-9A-Fa-f:.]+)):(\\d{1,5})");
    private static final int MAX_PORT = 65_535;

    private StatsSocket() {}

    /** The socket; empty if the text names none. */
    static Optional<Sockets.Peer> parse(String text) {
        Matcher unix = UNIX.matcher(text);
        if (unix.matches()) {
            return Optional.of(new Sockets.Peer.Unix(Path.of(unix.group(1))));
        }
        Matcher tcp = TCP.matcher(text);
        if (tcp.matches()) {
            return tcp(tcp);
        }
        Matcher tcp6 = TCP6.matcher(text);
        return tcp6.matches() ? tcp(tcp6) : Optional.empty();
    }

    private static Optional<Sockets.Peer> tcp(Matcher parts) {
        int port = Integer.parseInt(parts.group(3));
        String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
        // HAProxy listens on all addresses then.
        boolean all = host.isEmpty() || host.equals("*");
        return port > MAX_PORT
                ? Optional.empty()
                : Optional.of(new Sockets.Peer.Tcp(all ? "127.0.0.1" : host, port, false));
    }
}

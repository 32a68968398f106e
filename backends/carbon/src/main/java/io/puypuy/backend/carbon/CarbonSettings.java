package io.puypuy.backend.carbon;

import io.puypuy.api.Settings;
import java.time.Duration;

/**
 * The section of a carbon.
 *
 * @param host name or address, an IPv6 address in brackets
 * @param timeout of one delivery: name, connection, sending, orderly close
 * @param framePoints most points of one frame
 * @param frameBytes most bytes of one frame, without its length
 */
record CarbonSettings(
        String host, int port, Protocol protocol, Format format, Duration timeout, int framePoints, int frameBytes) {
    /** How points are sent. */
    enum Protocol {
        PICKLE(2004),
        LINE(2003);

        private final int port;

        Protocol(int port) {
            this.port = port;
        }
    }

    /** How series are named. */
    enum Format {
        PATH,
        TAGGED
    }

    /** What carbon's own relay sends; its PICKLE_RECEIVER_MAX_LENGTH. A larger frame is lost without a word. */
    static final int FRAME_POINTS = 500;

    static final int FRAME_BYTES = 1 << 20;

    private static final int MOST_FRAME_POINTS = 100_000;
    private static final int LEAST_FRAME_BYTES = 8 << 10;
    private static final int MOST_PORT = 65_535;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    static CarbonSettings from(Settings settings) {
        // Placeholders in files of PuyPuy: carbon has no users.
        settings.obsolete("user", "pass", "auth");
        Protocol protocol = settings.choice("protocol", Protocol.PICKLE);
        String address = settings.text("address", "127.0.0.1");
        int colon = address.endsWith("]") ? -1 : address.lastIndexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon);
        int port = colon < 0 ? protocol.port : port(address.substring(colon + 1));
        boolean bareIpv6 = host.indexOf(':') >= 0 && !(host.startsWith("[") && host.endsWith("]"));
        if (host.isEmpty() || host.indexOf('/') >= 0 || bareIpv6 || port == 0) {
            settings.fault("address", "not host and port", "write host:port, such as 127.0.0.1:2004 or [::1]:2004");
        }
        Protocol other = protocol == Protocol.PICKLE ? Protocol.LINE : Protocol.PICKLE;
        if (port == other.port) {
            // Carbon would lose everything, and close the connection as if all was well.
            settings.fault(
                    "address",
                    "carbon has its " + lower(other) + " receiver at port " + port,
                    "write port " + protocol.port + ", or protocol = " + lower(other));
        }
        return new CarbonSettings(
                host,
                port,
                protocol,
                settings.choice("format", Format.PATH),
                settings.duration("timeout", TIMEOUT),
                (int) settings.integer("max_batch_points", FRAME_POINTS, 1, MOST_FRAME_POINTS),
                (int) settings.integer("max_batch_bytes", FRAME_BYTES, LEAST_FRAME_BYTES, FRAME_BYTES));
    }

    /** 0 if the text is no port. */
    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            return 0;
        }
        int port = Integer.parseInt(text);
        return port > MOST_PORT ? 0 : port;
    }

    private static String lower(Protocol protocol) {
        return protocol == Protocol.PICKLE ? "pickle" : "line";
    }
}

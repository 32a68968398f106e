package io.puypuy.server.http;

import io.puypuy.api.Settings;
import io.puypuy.api.read.NagiosPlugins;
import io.puypuy.http.AllowedAddresses;
import io.puypuy.http.Listening;
import io.puypuy.http.ListeningKeys;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the HTTP server listens and who may ask it, from the sections {@code [Server]} and {@code [WebServer]}: there is
 * one server, so what both say must be the same.
 *
 * @param address to listen on
 * @param port to listen on; 0 for any free one
 * @param apiKey what a request must bring
 * @param allowed who may ask; not everybody if the address is not a loopback one and there is no key
 * @param endpoints whether {@code /metrics} and {@code /health} are answered
 * @param pattooOpen whether pattoo's own applications, which know no key, may read without it
 * @param plugins what {@code /nag} runs; nothing is there without one
 */
public record WebSettings(
        InetAddress address,
        int port,
        Optional<String> apiKey,
        AllowedAddresses allowed,
        boolean endpoints,
        boolean pattooOpen,
        NagiosPlugins plugins) {
    public static final int DEFAULT_PORT = 20202;

    private static final String EXAMPLE = "write it as in " + ListeningKeys.LOOPBACK + ":" + DEFAULT_PORT;
    private static final Pattern ADDRESS_AND_PORT = Pattern.compile("(?:\\[([^]]+)]|([^:]+)):(\\d{1,5})");

    public WebSettings {
        if (!address.isLoopbackAddress() && apiKey.isEmpty() && allowed.isEverybody()) {
            throw new IllegalArgumentException("listening on " + address.getHostAddress()
                    + ", which others can reach, needs an apikey or allowedip");
        }
    }

    /** Nothing without the key, where there is one. */
    public WebSettings(
            InetAddress address, int port, Optional<String> apiKey, AllowedAddresses allowed, boolean endpoints) {
        this(address, port, apiKey, allowed, endpoints, false, NagiosPlugins.NONE);
    }

    private record Place(InetAddress address, int port) {}

    /** With everything on a loopback address, for everybody there. */
    public static WebSettings local(int port, Optional<String> apiKey) {
        return new WebSettings(InetAddress.getLoopbackAddress(), port, apiKey, AllowedAddresses.EVERYBODY, true);
    }

    /**
     * Reads both sections.
     *
     * @param server the section {@code [Server]}
     * @param web the section {@code [WebServer]}
     */
    public static WebSettings from(Settings server, Settings web, boolean endpoints) {
        Place place = place(server, web);
        Optional<String> key = key(server, web);
        AllowedAddresses allowed = ListeningKeys.allowed(web, "allowedip");
        InetAddress address = place.address;
        if (!address.isLoopbackAddress() && key.isEmpty() && allowed.isEverybody()) {
            boolean ofServer = !web.has("webaddress");
            (ofServer ? server : web)
                    .fault(
                            ofServer ? "address" : "webaddress",
                            "others can reach this address, and neither apikey nor allowedip is set",
                            "set one of them, or listen on " + ListeningKeys.LOOPBACK);
            address = InetAddress.getLoopbackAddress();
        }
        return new WebSettings(
                address, place.port, key, allowed, endpoints, server.truth("pattoo_open", false), NagiosPlugins.NONE);
    }

    /** The same with plugins. */
    public WebSettings running(NagiosPlugins nagios) {
        return new WebSettings(address, port, apiKey, allowed, endpoints, pattooOpen, nagios);
    }

    private static Place place(Settings server, Settings web) {
        Place ofServer = new Place(
                ListeningKeys.address(server, "address", server.text("address", ListeningKeys.LOOPBACK)),
                (int) server.integer("port", DEFAULT_PORT, 0, ListeningKeys.MAX_PORT));
        String text = web.text("webaddress", "");
        if (text.isEmpty()) {
            return ofServer;
        }
        Matcher parts = ADDRESS_AND_PORT.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(3)) > ListeningKeys.MAX_PORT) {
            web.fault("webaddress", "not an address with a port", EXAMPLE);
            return ofServer;
        }
        String name = parts.group(1) == null ? parts.group(2) : parts.group(1);
        Place ofWeb = new Place(ListeningKeys.address(web, "webaddress", name), Integer.parseInt(parts.group(3)));
        if ((server.has("address") || server.has("port")) && !ofWeb.equals(ofServer)) {
            web.fault(
                    "webaddress",
                    "[Server] says " + Listening.shown(ofServer.address, ofServer.port)
                            + " with address and port, and there is one server",
                    "delete it, or those two");
        }
        return ofWeb;
    }

    private static Optional<String> key(Settings server, Settings web) {
        Optional<String> ofServer = ListeningKeys.apiKey(server, "apikey");
        Optional<String> ofWeb = ListeningKeys.apiKey(web, "apikey");
        if (ofServer.isPresent() && ofWeb.isPresent() && !ofServer.equals(ofWeb)) {
            web.fault("apikey", "not the same as in [Server], and there is one server", "delete one of them");
        }
        return ofWeb.or(() -> ofServer);
    }

    /** The server's address, as a program on this machine reaches it. */
    public URI url() {
        return URI.create(listening().url(port));
    }

    /** How the server listens. */
    Listening listening() {
        return Listening.plain("web", address, port, "choose another one in [Server] port or [WebServer] webaddress");
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "WebSettings[" + Listening.shown(address, port) + ", " + allowed + ", endpoints=" + endpoints + "]";
    }
}

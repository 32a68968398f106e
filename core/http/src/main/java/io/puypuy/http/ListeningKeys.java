package io.puypuy.http;

import io.puypuy.api.CheckException;
import io.puypuy.api.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of a server's settings, under whatever name a section has them; what is wrong is noted as its fault. */
public final class ListeningKeys {
    public static final String LOOPBACK = "127.0.0.1";
    public static final int MAX_PORT = 65_535;

    private static final int MIN_KEY_LENGTH = 8;

    private ListeningKeys() {}

    /** An address of this machine, given as text because it may stand inside a longer value; the loopback if it is none. */
    public static InetAddress address(Settings settings, String key, String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            settings.fault(key, "not an address of this machine", "write an address such as " + LOOPBACK);
            return InetAddress.getLoopbackAddress();
        }
    }

    /**
     * What a request must bring; nothing only where the key is not written at all. An empty one, such as that of a file without
     * text, is a fault: who writes it does not want everybody to be answered.
     */
    public static Optional<String> apiKey(Settings settings, String key) {
        Optional<String> apiKey = settings.secret(key);
        if (settings.isWritten(key) && apiKey.orElse("").length() < MIN_KEY_LENGTH) {
            settings.fault(
                    key,
                    apiKey.isEmpty() ? "empty" : "too short",
                    "write at least " + MIN_KEY_LENGTH + " characters, or leave the key out to have none asked for");
        }
        return apiKey;
    }

    /** Who may ask. */
    public static AllowedAddresses allowed(Settings settings, String key) {
        List<AllowedAddresses.Range> ranges = new ArrayList<>();
        for (String text : settings.list(key, List.of())) {
            Optional<AllowedAddresses.Range> range = AllowedAddresses.Range.parse(text);
            if (range.isEmpty()) {
                settings.fault(
                        key,
                        CheckException.quoted(text) + " is no address and no range of addresses",
                        "write them as in 127.0.0.1, 10.0.0.0/8, 2001:db8::/32");
            }
            range.ifPresent(ranges::add);
        }
        return new AllowedAddresses(ranges);
    }

    /**
     * Certificate and key of the server, and who signs its clients.
     *
     * @param prefix of {@code tls_certificate}, {@code tls_key} and {@code tls_client_ca}
     * @param home folder in which relative paths begin
     */
    public static Optional<Listening.Tls> tls(Settings settings, String prefix, Path home) {
        Optional<Path> certificate = path(settings, prefix + "tls_certificate", home);
        Optional<Path> key = path(settings, prefix + "tls_key", home);
        Optional<Path> clientCa = path(settings, prefix + "tls_client_ca", home);
        if (certificate.isPresent() && key.isPresent()) {
            return Optional.of(new Listening.Tls(certificate.get(), key.get(), clientCa));
        }
        if (certificate.isPresent() || key.isPresent() || clientCa.isPresent()) {
            settings.fault(
                    certificate.isPresent() ? prefix + "tls_key" : prefix + "tls_certificate",
                    "not set, although another key of TLS is",
                    "set " + prefix + "tls_certificate and " + prefix + "tls_key, or none of them");
        }
        return Optional.empty();
    }

    private static Optional<Path> path(Settings settings, String key, Path home) {
        String text = settings.text(key, "");
        return text.isEmpty() ? Optional.empty() : Optional.of(home.resolve(text));
    }
}

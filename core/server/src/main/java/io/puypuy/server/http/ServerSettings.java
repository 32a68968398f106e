package io.puypuy.server.http;

import io.puypuy.api.Settings;
import io.puypuy.server.store.StoreSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings of section {@code [Server]}.
 *
 * @param address to listen on
 * @param port to listen on; 0 for any free one
 * @param apiKey what a request must bring; never empty if the address is not a loopback one
 */
public record ServerSettings(InetAddress address, int port, Optional<String> apiKey, StoreSettings store) {
    public static final String SECTION = "Server";
    public static final int DEFAULT_PORT = 20202;

    private static final String DEFAULT_ADDRESS = "127.0.0.1";
    private static final int MIN_KEY_LENGTH = 8;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_DAYS = 36_500;

    public ServerSettings {
        if (!address.isLoopbackAddress() && apiKey.isEmpty()) {
            throw new IllegalArgumentException(
                    "listening on " + address.getHostAddress() + ", which others can reach, needs an apikey");
        }
    }

    /** Reads the section; {@code path} is taken from the folder {@code home} if it is not absolute. */
    public static ServerSettings from(Settings settings, Path home) {
        InetAddress address = address(settings);
        int port = (int) settings.integer("port", DEFAULT_PORT, 0, MAX_PORT);
        Optional<String> key = settings.secret("apikey").filter(text -> !text.isBlank());
        if (key.isPresent() && key.get().length() < MIN_KEY_LENGTH) {
            settings.fault("apikey", "too short", "at least " + MIN_KEY_LENGTH + " characters");
        }
        if (!address.isLoopbackAddress() && key.isEmpty()) {
            settings.fault(
                    "address",
                    "others can reach this address and apikey is empty",
                    "set apikey, or listen on " + DEFAULT_ADDRESS);
            address = InetAddress.getLoopbackAddress();
        }
        StoreSettings store = new StoreSettings(
                home.resolve(settings.text("path", "var/store")),
                (int) settings.integer("retention_days", StoreSettings.DEFAULT_RETENTION_DAYS, 1, MAX_DAYS),
                settings.integer(
                        "max_store_bytes",
                        StoreSettings.DEFAULT_MAX_BYTES,
                        StoreSettings.MIN_MAX_BYTES,
                        Long.MAX_VALUE));
        return new ServerSettings(address, port, key, store);
    }

    private static InetAddress address(Settings settings) {
        String text = settings.text("address", DEFAULT_ADDRESS);
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            settings.fault("address", "not an address of this machine", "write an address such as " + DEFAULT_ADDRESS);
            return InetAddress.getLoopbackAddress();
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ServerSettings[" + address.getHostAddress() + ":" + port + ", " + store + "]";
    }
}

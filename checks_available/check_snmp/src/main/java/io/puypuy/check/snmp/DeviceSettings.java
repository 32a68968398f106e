package io.puypuy.check.snmp;

import io.puypuy.api.Settings;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a device is and how it is spoken to.
 *
 * @param community for versions 1 and 2c
 * @param user for version 3
 * @param timeout for the whole conversation of a run
 */
record DeviceSettings(
        String server,
        int port,
        Version version,
        String community,
        String user,
        Level level,
        AuthProtocol authProtocol,
        String authPass,
        PrivacyProtocol privacyProtocol,
        String privacyPass,
        Duration timeout) {
    /** Versions of the protocol. */
    enum Version {
        V1,
        V2C,
        V3
    }

    /** How messages of version 3 are protected. */
    enum Level {
        NOAUTHNOPRIV,
        AUTHNOPRIV,
        AUTHPRIV
    }

    /** How the user is authenticated. */
    enum AuthProtocol {
        MD5,
        SHA,
        SHA224,
        SHA256,
        SHA384,
        SHA512
    }

    /** How messages are encrypted. */
    enum PrivacyProtocol {
        DES,
        TRIPLE_DES,
        AES128,
        AES192,
        AES256
    }

    private static final int PORT = 161;
    private static final int MAX_PORT = 65_535;
    // RFC 3414, 11.2.
    private static final int SHORTEST_PASS = 8;

    static DeviceSettings from(Settings settings) {
        settings.renamed("SecurityName", "user_name");
        settings.renamed("AuthPassphrase", "user_pass");
        settings.renamed("PrivPassphrase", "privacy_pass");
        settings.renamed("authProtocol", "auth_protocol");
        settings.renamed("privProtocol", "privacy_protocol");
        String authPass = pass(settings, "user_pass");
        String privacyPass = pass(settings, "privacy_pass");
        DeviceSettings device = new DeviceSettings(
                settings.text("server", "127.0.0.1"),
                (int) settings.integer("port", PORT, 1, MAX_PORT),
                version(settings),
                settings.secret("community").orElse("public"),
                settings.text("user_name", ""),
                level(settings, authPass, privacyPass),
                authProtocol(settings),
                authPass,
                privacyProtocol(settings),
                privacyPass,
                settings.duration("timeout", Duration.ofSeconds(3)));
        device.validate(settings);
        return device;
    }

    private void validate(Settings settings) {
        if (version != Version.V3) {
            return;
        }
        if (user.isEmpty()) {
            settings.fault("user_name", "empty although the version is 3", "write the name of the user");
        }
        requirePass(settings, "user_pass", authPass, level != Level.NOAUTHNOPRIV);
        requirePass(settings, "privacy_pass", privacyPass, level == Level.AUTHPRIV);
    }

    private static void requirePass(Settings settings, String key, String pass, boolean needed) {
        if (needed && pass.length() < SHORTEST_PASS) {
            settings.fault(key, "shorter than 8 characters", "write the pass phrase, which has 8 or more");
        }
    }

    private static String pass(Settings settings, String key) {
        return settings.secret(key).orElse("");
    }

    // Former files have "auth: False" for 2c.
    private static Version version(Settings settings) {
        boolean auth = settings.truth("auth", settings.has("user_name"));
        String written = settings.text("version", auth ? "3" : "2c").toLowerCase(Locale.ROOT);
        switch (written) {
            case "1", "v1" -> {
                return Version.V1;
            }
            case "2", "2c", "v2c" -> {
                return Version.V2C;
            }
            case "3", "v3" -> {
                return Version.V3;
            }
            default -> {
                settings.fault("version", "not a version", "write 1, 2c or 3");
                return Version.V3;
            }
        }
    }

    private static Level level(Settings settings, String authPass, String privacyPass) {
        Level implied =
                authPass.isEmpty() ? Level.NOAUTHNOPRIV : privacyPass.isEmpty() ? Level.AUTHNOPRIV : Level.AUTHPRIV;
        return settings.choice("security_level", implied);
    }

    private static AuthProtocol authProtocol(Settings settings) {
        String written = settings.text("auth_protocol", "SHA");
        String plain = written.toUpperCase(Locale.ROOT).replace("-", "");
        Optional<AuthProtocol> known = Optional.empty();
        for (AuthProtocol protocol : AuthProtocol.values()) {
            if (protocol.name().equals(plain.equals("SHA1") ? "SHA" : plain)) {
                known = Optional.of(protocol);
            }
        }
        if (known.isEmpty()) {
            settings.fault("auth_protocol", "not known", "write MD5, SHA, SHA224, SHA256, SHA384 or SHA512");
        }
        return known.orElse(AuthProtocol.SHA);
    }

    private static PrivacyProtocol privacyProtocol(Settings settings) {
        switch (settings.text("privacy_protocol", "AES")
                .toUpperCase(Locale.ROOT)
                .replace("-", "")) {
            case "DES" -> {
                return PrivacyProtocol.DES;
            }
            case "3DES" -> {
                return PrivacyProtocol.TRIPLE_DES;
            }
            case "AES", "AES128" -> {
                return PrivacyProtocol.AES128;
            }
            case "AES192" -> {
                return PrivacyProtocol.AES192;
            }
            case "AES256" -> {
                return PrivacyProtocol.AES256;
            }
            default -> {
                settings.fault("privacy_protocol", "not known", "write DES, 3DES, AES, AES192 or AES256");
                return PrivacyProtocol.AES128;
            }
        }
    }

    /** The device as in messages. */
    String target() {
        return server + ":" + port;
    }

    /** Without pass phrases and community. */
    @Override
    public String toString() {
        return target();
    }
}

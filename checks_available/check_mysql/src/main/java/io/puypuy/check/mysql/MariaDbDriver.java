package io.puypuy.check.mysql;

import io.puypuy.api.sql.Bounds;
import io.puypuy.api.sql.Database;
import io.puypuy.api.sql.JdbcSession;
import io.puypuy.api.sql.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Driver;

/**
 * Sessions by MariaDB's driver, which speaks to MySQL too. It is not looked up in {@link DriverManager}, and taken out of it, so
 * that nothing of it stays when the plugin goes. Starts no threads.
 */
final class MariaDbDriver implements Database {
    private static final long MAX_BYTES = 8L << 20;

    private @Nullable Driver driver;

    // Made by the first run: a start of the daemon must not wait for its classes.
    private Driver driver() throws SQLException {
        Driver known = driver;
        if (known != null) {
            return known;
        }
        Driver made = new Driver();
        // Its class has put another one there. Only drivers of this plugin's class loader are found here.
        for (java.sql.Driver registered : DriverManager.drivers().toList()) {
            if (registered.getClass() == Driver.class) {
                DriverManager.deregisterDriver(registered);
            }
        }
        driver = made;
        return made;
    }

    @Override
    public Session open(ServerSettings settings) throws IOException {
        if (settings.tls() && !settings.caFile().isEmpty() && !Files.isReadable(Path.of(settings.caFile()))) {
            // The driver would take it for an address, and not say which file it is.
            throw new IOException(settings.target() + ": cannot read ca_file " + settings.caFile());
        }
        String address = "jdbc:mariadb://address=(host=" + settings.host() + ")(port=" + settings.port() + ")/";
        return JdbcSession.open(settings.target(), this::driver, address, options(settings));
    }

    private static Properties options(ServerSettings settings) {
        Properties options = new Properties();
        String millis = Long.toString(settings.timeout().toMillis());
        options.setProperty("connectTimeout", millis);
        options.setProperty("socketTimeout", millis);
        options.setProperty("socketFactory", BoundedSockets.class.getName());
        options.setProperty(
                BoundedSockets.OPTION,
                Bounds.of(settings.timeout(), MAX_BYTES, settings.unixSocket()).toString());
        options.setProperty("user", settings.user());
        options.setProperty("password", settings.password().orElse(""));
        // A server must neither send us elsewhere nor ask for files of this machine.
        options.setProperty("permitRedirect", "false");
        options.setProperty("allowLocalInfile", "false");
        // The key that encrypts the password may be asked for only where nobody can put another in its place.
        options.setProperty("allowPublicKeyRetrieval", Boolean.toString(settings.isPrivate()));
        options.setProperty("sslMode", sslMode(settings));
        if (!settings.caFile().isEmpty()) {
            options.setProperty("serverSslCert", settings.caFile());
        }
        return options;
    }

    private static String sslMode(ServerSettings settings) {
        if (!settings.tls()) {
            return "disable";
        }
        return settings.tlsVerify() ? "verify-full" : "trust";
    }
}

package io.puypuy.check.postgresql;

import io.puypuy.api.sql.Bounds;
import io.puypuy.api.sql.Database;
import io.puypuy.api.sql.JdbcSession;
import io.puypuy.api.sql.ServerSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Sessions by PostgreSQL's driver. It is taken out of {@link java.sql.DriverManager}, so that nothing of it stays when the plugin
 * goes. The driver's own thread, which looks for connections that nobody closed, ends half a minute after the last of them.
 */
final class PostgresDriver implements Database {
    private static final long MAX_BYTES = 16L << 20;

    private final String database;
    private @Nullable Driver driver;

    /** @param database where to log in; the statistics of all are seen from each */
    PostgresDriver(String database) {
        this.database = database;
    }

    // Made by the first run: a start of the daemon must not wait for its classes.
    private Driver driver() throws SQLException {
        Driver known = driver;
        if (known != null) {
            return known;
        }
        Driver made = new Driver();
        if (Driver.isRegistered()) {
            Driver.deregister();
        }
        driver = made;
        return made;
    }

    @Override
    public Session open(ServerSettings settings) throws IOException {
        String host = settings.host().indexOf(':') >= 0 ? "[" + settings.host() + "]" : settings.host();
        String address = "jdbc:postgresql://" + host + ":" + settings.port() + "/";
        return JdbcSession.open(settings.target(), this::driver, address, options(settings));
    }

    private Properties options(ServerSettings settings) {
        Properties options = new Properties();
        options.setProperty("PGDBNAME", database);
        options.setProperty("user", settings.user());
        options.setProperty("password", settings.password().orElse(""));
        options.setProperty("ApplicationName", "puypuy");
        options.setProperty("socketFactory", BoundedSockets.class.getName());
        options.setProperty(
                "socketFactoryArg",
                Bounds.of(settings.timeout(), MAX_BYTES, settings.unixSocket()).toString());
        // The sockets have a deadline; these would count in whole seconds, or start a thread.
        options.setProperty("connectTimeout", "0");
        options.setProperty("socketTimeout", "0");
        options.setProperty("loginTimeout", "0");
        // Else the driver takes a server's word for how long a row is.
        options.setProperty("maxResultBuffer", Long.toString(MAX_BYTES));
        options.setProperty("gssEncMode", "disable");
        // One question and one answer for each statement, which pools of connections understand too.
        options.setProperty("preferQueryMode", "simple");
        tls(settings, options);
        return options;
    }

    private static void tls(ServerSettings settings, Properties options) {
        if (!settings.tls()) {
            options.setProperty("sslmode", "disable");
        } else if (!settings.tlsVerify()) {
            options.setProperty("sslmode", "require");
            options.setProperty("sslfactory", "org.postgresql.ssl.NonValidatingFactory");
        } else {
            options.setProperty("sslmode", "verify-full");
            if (settings.caFile().isEmpty()) {
                options.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
            } else {
                options.setProperty("sslrootcert", settings.caFile());
            }
        }
    }
}

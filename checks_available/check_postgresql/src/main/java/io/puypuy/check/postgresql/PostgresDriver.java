package io.puypuy.check.postgresql;

import io.puypuy.api.CheckException;
import io.puypuy.api.sql.Bounds;
import io.puypuy.api.sql.Database;
import io.puypuy.api.sql.ServerSettings;
import io.puypuy.api.sql.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Sessions by PostgreSQL's driver. It is taken out of {@link java.sql.DriverManager}, so that nothing of it stays when the plugin
 * goes. The driver's own thread, which looks for connections that nobody closed, ends half a minute after the last of them.
 */
final class PostgresDriver implements Database {
    private static final long MAX_BYTES = 16L << 20;
    private static final int MAX_TEXT = 200;
    // The server ends, or has ended this session.
    private static final Set<String> ENDED = Set.of("57P01", "57P02", "57P03", "25P03");

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
        try {
            Connection connection =
                    driver().connect("jdbc:postgresql://" + host + ":" + settings.port() + "/", options(settings));
            if (connection == null) {
                throw new IOException(settings.target() + ": the driver does not know such an address");
            }
            return new JdbcSession(settings.target(), connection);
        } catch (SQLException e) {
            throw new IOException(settings.target() + ": " + sentence(e), e);
        }
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

    /** What the driver says, and what caused it if that says more. */
    private static String sentence(SQLException fault) {
        String message = String.valueOf(fault.getMessage());
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String cause = String.valueOf(root.getMessage());
        return shortened(message.contains(cause) ? message : message + ": " + cause);
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT) + "…";
    }

    private record JdbcSession(String target, Connection connection) implements Session {
        @Override
        public Table ask(String sql, int maxRows) throws CheckException, IOException {
            try (Statement statement = connection.createStatement()) {
                statement.setMaxRows(maxRows);
                if (!statement.execute(sql)) {
                    return new Table(List.of(), List.of());
                }
                try (ResultSet result = statement.getResultSet()) {
                    return table(result);
                }
            } catch (SQLException e) {
                throw fault(e);
            }
        }

        private CheckException fault(SQLException fault) throws IOException {
            String state = String.valueOf(fault.getSQLState());
            boolean lost;
            try {
                lost = state.startsWith("08") || ENDED.contains(state) || connection.isClosed();
            } catch (SQLException unknown) {
                lost = true;
            }
            if (lost) {
                throw new IOException(target + ": " + sentence(fault), fault);
            }
            return new CheckException(sentence(fault), fault);
        }

        private static Table table(ResultSet result) throws SQLException {
            ResultSetMetaData meta = result.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(meta.getColumnLabel(i));
            }
            List<Map<String, String>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns.size(); i++) {
                    String value = result.getString(i);
                    if (value != null) {
                        row.putIfAbsent(columns.get(i - 1), value);
                    }
                }
                rows.add(row);
            }
            return new Table(columns, rows);
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException gone) {
                // There is nothing left to close.
            }
        }
    }
}

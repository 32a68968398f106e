package io.puypuy.check.mysql;

import io.puypuy.api.CheckException;
import io.puypuy.api.sql.Bounds;
import io.puypuy.api.sql.Database;
import io.puypuy.api.sql.ServerSettings;
import io.puypuy.api.sql.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Driver;

/**
 * Sessions by MariaDB's driver, which speaks to MySQL too. It is not looked up in {@link DriverManager}, and taken out of it, so
 * that nothing of it stays when the plugin goes. Starts no threads.
 */
final class MariaDbDriver implements Database {
    private static final long MAX_BYTES = 8L << 20;
    private static final int MAX_TEXT = 200;

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
        String address = "jdbc:mariadb://address=(host=" + settings.host() + ")(port=" + settings.port() + ")/";
        try {
            Connection connection = driver().connect(address, options(settings));
            if (connection == null) {
                throw new IOException(settings.target() + ": the driver does not know such an address");
            }
            return new JdbcSession(settings.target(), connection);
        } catch (SQLException e) {
            throw new IOException(settings.target() + ": " + sentence(e), e);
        }
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

    /** What the driver says, without the number of its connection, and what caused it if that says more. */
    private static String sentence(SQLException fault) {
        String message = String.valueOf(fault.getMessage()).replaceFirst("^\\(conn=-?\\d+\\) ", "");
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
                lost = state.startsWith("08") || connection.isClosed();
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

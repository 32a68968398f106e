package io.puypuy.api.sql;

import io.puypuy.api.CheckException;
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

/** A session over a connection of a JDBC driver, which a check brings in its own folder. For one thread. */
public final class JdbcSession implements Database.Session {
    private static final int MAX_TEXT = 200;
    /** SQLSTATE of connections: SQL:2003, part 2, table 32. */
    private static final String CONNECTION = "08";
    // PostgreSQL ends, or has ended this session.
    private static final Set<String> ENDED = Set.of("57P01", "57P02", "57P03", "25P03");

    private final String target;
    private final Connection connection;

    private JdbcSession(String target, Connection connection) {
        this.target = target;
        this.connection = connection;
    }

    /** A driver, which may be made by the first run only. */
    @FunctionalInterface
    public interface DriverSource {
        java.sql.Driver get() throws SQLException;
    }

    /**
     * Connects and logs in.
     *
     * @param target for messages
     * @param address in the form of the driver
     * @throws IOException with what the driver says
     */
    public static JdbcSession open(String target, DriverSource driver, String address, Properties options)
            throws IOException {
        try {
            Connection connection = driver.get().connect(address, options);
            if (connection == null) {
                throw new IOException(target + ": the driver does not know such an address");
            }
            return new JdbcSession(target, connection);
        } catch (SQLException e) {
            throw new IOException(target + ": " + sentence(e), e);
        }
    }

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
            lost = state.startsWith(CONNECTION) || ENDED.contains(state) || connection.isClosed();
        } catch (SQLException unknown) {
            lost = true;
        }
        if (lost) {
            throw new IOException(target + ": " + sentence(fault), fault);
        }
        return new CheckException(sentence(fault), fault);
    }

    /** What the driver says, without the number that MariaDB's gives a connection, and what caused it if that says more. */
    private static String sentence(SQLException fault) {
        String message = String.valueOf(fault.getMessage()).replaceFirst("^\\(conn=-?\\d+\\) ", "");
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root.getMessage() == null) {
            return shortened(root == fault ? root.toString() : message + ": " + root);
        }
        String cause = root.getMessage().replaceFirst("^\\(conn=-?\\d+\\) ", "");
        return shortened(message.contains(cause) ? message : message + ": " + cause);
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT) + "…";
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

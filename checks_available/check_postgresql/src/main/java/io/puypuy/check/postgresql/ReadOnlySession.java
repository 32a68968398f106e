package io.puypuy.check.postgresql;

import io.puypuy.api.CheckException;
import io.puypuy.api.sql.Database;
import io.puypuy.api.sql.Table;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.core.Parser;

/**
 * Asks each statement in a transaction of its own, in which nothing may be changed, and which nothing outlasts: behind a pool of
 * connections a setting of the session would stay with whoever gets the connection next, and be missing from the one that the
 * next statement goes to. One that fails costs the others nothing. For one thread.
 */
final class ReadOnlySession implements Database.Session {
    private final Database.Session session;
    private final String limit;

    /** @param limit after this the server itself ends a statement, for which nobody waits any more */
    ReadOnlySession(Database.Session session, Duration limit) {
        this.session = session;
        this.limit = "SET LOCAL statement_timeout = " + limit.toMillis();
    }

    @Override
    public Table ask(String sql, int maxRows) throws CheckException, IOException {
        if (isSeveral(sql)) {
            throw new CheckException("more than one statement");
        }
        session.ask("BEGIN READ ONLY", 1);
        try {
            session.ask(limit, 1);
            Table table = session.ask(sql, maxRows);
            session.ask("COMMIT", 1);
            return table;
        } catch (CheckException refused) {
            session.ask("ROLLBACK", 1);
            throw refused;
        }
    }

    // One of several could end the transaction, and the next change what it likes.
    private static boolean isSeveral(String sql) throws CheckException {
        try {
            return sql.indexOf(';') >= 0
                    && Parser.parseJdbcSql(sql, true, false, true, false, false).size() > 1;
        } catch (SQLException e) {
            throw new CheckException("no statement: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}

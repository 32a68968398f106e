package io.puypuy.check.postgresql;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.NameFilter;
import io.puypuy.api.sql.CustomQueries;
import io.puypuy.api.sql.Database;
import io.puypuy.api.sql.ServerSettings;
import io.puypuy.api.sql.Table;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * Statistics of one PostgreSQL server, 9.6 to 17, and what queries of the settings give. Source: "The Cumulative Statistics System"
 * of its manual. When the server cannot be asked, the run fails and sends {@code postgresql_up} 0 alone.
 */
@Extension
public final class PostgresCheck implements Check {
    private static final int PORT = 5432;
    private static final int MAX_ROWS = 10_000;
    private static final List<String> STATES =
            List.of("active", "idle", "idle in transaction", "idle in transaction (aborted)");
    /** Of sessions that do not tell theirs, because track_activities is off there. */
    private static final String UNTOLD = "disabled";

    private static final List<String> MODES = List.of(
            "AccessShareLock",
            "RowShareLock",
            "RowExclusiveLock",
            "ShareUpdateExclusiveLock",
            "ShareLock",
            "ShareRowExclusiveLock",
            "ExclusiveLock",
            "AccessExclusiveLock",
            "SIReadLock");

    private final Function<String, Database> databases;
    private @Nullable Configured configured;

    /** What the settings say, and what asks accordingly. */
    private record Configured(ServerSettings server, NameFilter filter, CustomQueries queries, Database database) {}

    public PostgresCheck() {
        this(PostgresDriver::new);
    }

    /** @param databases gives what asks, for the name of the database to log in to */
    PostgresCheck(Function<String, Database> databases) {
        this.databases = databases;
    }

    @Override
    public String section() {
        return "PostgreSQL";
    }

    @Override
    public List<Metric> metrics() {
        return PostgresMetrics.all();
    }

    @Override
    public void configure(Settings settings) {
        configured = new Configured(
                ServerSettings.from(settings, PORT),
                new NameFilter(settings.list("databases", List.of("*"))),
                CustomQueries.from(settings),
                databases.apply(settings.text("database", "postgres")));
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        Configured is = configured;
        if (is == null) {
            throw new IllegalStateException("not configured");
        }
        boolean up = false;
        try (Database.Session session = new ReadOnlySession(is.database.open(is.server), is.server.timeout())) {
            Statements statements = new Statements((int) only(session.ask(Statements.VERSION, 1))
                    .number("version")
                    .orElse(0L)
                    .longValue());
            Table.Values server = only(session.ask(statements.server(), 1));
            run.add(PostgresMetrics.SERVER, server, Tags.none());
            up = true;
            report(session, statements, is, run);
        } finally {
            run.add(PostgresMetrics.UP, up ? 1 : 0);
        }
    }

    private static void report(Database.Session session, Statements statements, Configured is, CheckRun run)
            throws CheckException, IOException {
        for (Map<String, String> row :
                session.ask(statements.databases(), MAX_ROWS).rows()) {
            String name = row.getOrDefault("datname", "");
            if (is.filter.matches(name)) {
                run.add(PostgresMetrics.DATABASE, new Table.Values(row), Tags.of("database", name));
            }
        }
        run.add(PostgresMetrics.WRITER, only(session.ask(statements.writer(), 1)), Tags.none());
        if (statements.hasCheckpointer()) {
            run.add(PostgresMetrics.CHECKPOINTER, only(session.ask(statements.checkpointer(), 1)), Tags.none());
        }
        connections(session.ask(statements.connections(), MAX_ROWS), run);
        locks(session.ask(statements.locks(), MAX_ROWS), run);
        for (Map<String, String> row :
                session.ask(statements.replicas(), MAX_ROWS).rows()) {
            Tags tags = Tags.of("replica", row.getOrDefault("application_name", ""))
                    .and("address", row.getOrDefault("address", ""));
            add(run, PostgresMetrics.REPLICA_LAG_BYTES, row, "lag", tags);
        }
        is.queries.report(session, PostgresMetrics.CUSTOM, run);
        // Last, as it takes the longest: the server looks at all files.
        for (Map<String, String> row : session.ask(statements.sizes(), MAX_ROWS).rows()) {
            String name = row.getOrDefault("datname", "");
            if (is.filter.matches(name)) {
                add(run, PostgresMetrics.DATABASE_SIZE, row, "size", Tags.of("database", name));
            }
        }
    }

    private static Table.Values only(Table table) throws CheckException {
        if (table.rows().isEmpty()) {
            throw new CheckException("the server gave no row where it always has one");
        }
        return new Table.Values(table.rows().get(0));
    }

    /** States that nobody is in are 0, unless some are hidden from this user or not told. */
    private static void connections(Table table, CheckRun run) throws CheckException {
        Table.Values numbers = table.values("state", "number");
        for (Map<String, String> row : table.rows()) {
            add(run, PostgresMetrics.CONNECTIONS, row, "number", Tags.of("state", row.getOrDefault("state", "hidden")));
        }
        boolean unknown = table.rows().stream()
                .map(row -> row.getOrDefault("state", UNTOLD))
                .anyMatch(UNTOLD::equals);
        for (String state : STATES) {
            if (!unknown && numbers.text(state).isEmpty()) {
                run.add(PostgresMetrics.CONNECTIONS, 0, Tags.of("state", state));
            }
        }
    }

    private static void locks(Table table, CheckRun run) throws CheckException {
        Table.Values numbers = table.values("mode", "number");
        for (String mode : MODES) {
            run.add(PostgresMetrics.LOCKS, numbers.number(mode).orElse(0L).longValue(), Tags.of("mode", mode));
        }
        long waiting = 0;
        for (Map<String, String> row : table.rows()) {
            waiting += new Table.Values(row).number("waiting").orElse(0L).longValue();
        }
        run.add(PostgresMetrics.LOCKS_WAITING, waiting);
    }

    private static void add(CheckRun run, Metric metric, Map<String, String> row, String column, Tags tags)
            throws CheckException {
        String number = row.get(column);
        if (number != null) {
            run.add(metric, Table.parse(column, number).longValue(), tags);
        }
    }
}

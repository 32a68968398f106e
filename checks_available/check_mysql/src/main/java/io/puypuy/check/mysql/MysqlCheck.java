package io.puypuy.check.mysql;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.sql.CustomQueries;
import io.puypuy.api.sql.Database;
import io.puypuy.api.sql.ServerSettings;
import io.puypuy.api.sql.Table;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * Status of one MySQL or MariaDB, and what queries of the settings give. Source: "Server Status Variables" of both manuals. When
 * the server cannot be asked, the run fails and sends nothing.
 */
@Extension
public final class MysqlCheck implements Check {
    private static final int PORT = 3306;
    private static final int MAX_ROWS = 10_000;
    private static final int MAX_CHANNELS = 1_000;
    private static final String NAME = "Variable_name";
    private static final String VALUE = "Value";
    // ER_SPECIFIC_ACCESS_DENIED_ERROR and ER_PARSE_ERROR.
    private static final Set<Integer> ABSENT = Set.of(1227, 1064);

    private final Database database;
    private @Nullable ServerSettings server;
    private @Nullable CustomQueries queries;

    public MysqlCheck() {
        this(new MariaDbDriver());
    }

    /** A check that reads from elsewhere than the driver. */
    MysqlCheck(Database database) {
        this.database = database;
    }

    @Override
    public String section() {
        return "MySQL";
    }

    @Override
    public List<Metric> metrics() {
        return MysqlMetrics.all();
    }

    @Override
    public void configure(Settings settings) {
        server = ServerSettings.from(settings, PORT);
        queries = CustomQueries.from(settings);
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        ServerSettings where = server;
        CustomQueries custom = queries;
        if (where == null || custom == null) {
            throw new IllegalStateException("not configured");
        }
        try (Database.Session session = database.open(where)) {
            // One statement after the other, so that what was read stays if a later one fails.
            Table.Values status = session.ask(statusQuery(), MAX_ROWS).values(NAME, VALUE);
            run.add(MysqlMetrics.STATUS, status, Tags.none());
            Table.Values variables = session.ask(
                            "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('max_connections', 'version')", MAX_ROWS)
                    .values(NAME, VALUE);
            run.add(MysqlMetrics.VARIABLES, variables, Tags.none());
            Product product = Product.of(variables.text("version").orElse(""));
            replicaLag(session, product, run);
            if (!custom.isEmpty()) {
                queries(session, product, where.timeout(), custom, run);
            }
        }
    }

    private static String statusQuery() {
        StringBuilder sql = new StringBuilder("SHOW GLOBAL STATUS WHERE Variable_name IN (");
        for (Metric metric : MysqlMetrics.STATUS.metrics()) {
            // The server does not tell upper case from lower case here.
            String name = metric.name().substring(MysqlMetrics.PREFIX.length());
            sql.append(sql.charAt(sql.length() - 1) == '(' ? "'" : ", '")
                    .append(name)
                    .append('\'');
        }
        return sql.append(')').toString();
    }

    private static void replicaLag(Database.Session session, Product product, CheckRun run)
            throws IOException, CheckException {
        Table replicas;
        try {
            replicas = session.ask(product.replicaStatus(), MAX_CHANNELS);
        } catch (CheckException refused) {
            // The status is there for everybody, this only for users with a privilege, and not at all servers of this
            // protocol.
            if (!(refused.getCause() instanceof SQLException cause) || !ABSENT.contains(cause.getErrorCode())) {
                run.targetFailed("status of replicas", refused);
            }
            return;
        }
        for (Map<String, String> replica : replicas.rows()) {
            Optional<String> lag = first(replica, "Seconds_Behind_Source", "Seconds_Behind_Master");
            if (lag.isPresent()) {
                Tags tags = Tags.of(
                        "channel",
                        first(replica, "Channel_Name", "Connection_name").orElse(""));
                run.add(
                        MysqlMetrics.REPLICA_LAG,
                        Table.parse("the lag", lag.get()).longValue(),
                        tags);
            }
        }
    }

    private static Optional<String> first(Map<String, String> row, String... columns) {
        for (String column : columns) {
            String value = row.get(column);
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** None may change anything, so that where a session cannot be told so none is run. */
    private static void queries(
            Database.Session session, Product product, Duration limit, CustomQueries custom, CheckRun run)
            throws IOException {
        try {
            session.ask("SET SESSION TRANSACTION READ ONLY", 1);
        } catch (CheckException refused) {
            run.targetFailed("query", refused);
            return;
        }
        try {
            session.ask(product.limitQueries(limit), 1);
        } catch (CheckException unknown) {
            // Before MySQL 5.7.8 a query goes on when nobody waits for it any more.
        }
        custom.report(session, MysqlMetrics.CUSTOM, run);
    }
}

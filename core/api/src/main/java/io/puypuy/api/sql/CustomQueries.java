package io.puypuy.api.sql;

import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import java.io.IOException;
import java.util.Map;

/** Queries of the settings, each of which gives one number. Immutable. */
public final class CustomQueries {
    private static final String KEY = "query";
    private static final String FORM = "{\"name\": \"SELECT …\", \"name_2\": \"SELECT …\"}";

    private final Map<String, String> sqlByName;

    private CustomQueries(Map<String, String> sqlByName) {
        this.sqlByName = sqlByName;
    }

    public static CustomQueries from(Settings settings) {
        boolean wanted = settings.truth("custom", false);
        try {
            Map<String, String> sqlByName = QueryMap.parse(settings.text(KEY, "{}"));
            if (wanted && sqlByName.isEmpty()) {
                settings.fault(KEY, "empty although custom is yes", "write " + FORM + ", or set custom to no");
            }
            return new CustomQueries(wanted ? sqlByName : Map.of());
        } catch (CheckException e) {
            settings.fault(KEY, String.valueOf(e.getMessage()), "write " + FORM);
            return new CustomQueries(Map.of());
        }
    }

    public boolean isEmpty() {
        return sqlByName.isEmpty();
    }

    /**
     * Reports what each query gives. One that fails is said to, and costs the others nothing.
     *
     * @throws IOException if the connection is lost, or the time is over
     */
    public void report(Database.Session session, Metric metric, CheckRun run) throws IOException {
        for (Map.Entry<String, String> query : sqlByName.entrySet()) {
            try {
                // One more than may be, so that it is noticed.
                Table table = session.ask(query.getValue(), 2);
                report(query.getKey(), table, metric, run);
            } catch (CheckException e) {
                run.targetFailed("query " + query.getKey(), e);
            }
        }
    }

    private static void report(String name, Table table, Metric metric, CheckRun run) throws CheckException {
        if (table.rows().size() > 1) {
            throw new CheckException("gives more than one row, expected one number");
        }
        if (table.rows().isEmpty() || table.columns().isEmpty()) {
            return;
        }
        String column = table.columns().get(0);
        String value = table.rows().get(0).get(column);
        // NULL, which is nothing known, is absent.
        if (value != null) {
            run.add(metric, Table.parse(column, value).doubleValue(), Tags.of("prettyname", name));
        }
    }
}

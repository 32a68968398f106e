package io.puypuy.server.pattoo;

import io.puypuy.server.inventory.AgentRow;
import io.puypuy.server.inventory.ChartDatapointRow;
import io.puypuy.server.inventory.ChartRow;
import io.puypuy.server.inventory.DatapointRow;
import io.puypuy.server.inventory.FavoriteRow;
import io.puypuy.server.inventory.GroupRow;
import io.puypuy.server.inventory.KeyTextRow;
import io.puypuy.server.inventory.LanguageRow;
import io.puypuy.server.inventory.PairRow;
import io.puypuy.server.inventory.ProgramTextRow;
import io.puypuy.server.inventory.Row;
import io.puypuy.server.inventory.Rows;
import io.puypuy.server.inventory.Tables;
import io.puypuy.server.inventory.UserRow;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** pattoo's tables with the columns and links that its GraphQL interface has. Source: that interface's answers. */
final class PattooTables {
    private static final String DATAPOINT = "DataPoint";
    private static final String CHART_DATAPOINT = "ChartDataPoint";
    private static final String KEY_TEXT = "PairXlate";
    private static final String PROGRAM_TEXT = "AgentXlate";
    private static final String GROUP = "PairXlateGroup";

    private final Tables tables;
    private final Readings readings;
    private final Glues glues;

    PattooTables(Tables tables, Readings readings) {
        this.tables = tables;
        this.readings = readings;
        this.glues = new Glues(tables.datapoints(), tables.pairs());
    }

    List<Table<?>> all() {
        return List.of(
                agent(),
                datapoint(),
                pair(),
                glue(),
                data(),
                language(),
                group(),
                keyText(),
                programText(),
                chart(),
                chartDatapoint(),
                favorite(),
                user());
    }

    private static <T extends Row> Table<T> table(String type, String all, String one, Rows<T> rows) {
        return new Table<>(
                type,
                all,
                one,
                (wanted, deadline) -> new RowList<>(rows),
                row -> Integer.toString(row.idx()),
                (key, deadline) -> key.matches("\\d{1,9}") ? rows.find(Integer.parseInt(key)) : Optional.empty());
    }

    private static <T extends Row> Table<T> marked(Table<T> table) {
        return dated(table.number("enabled", row -> row.marks().enabled() ? 1L : 0L));
    }

    private static <T extends Row> Table<T> dated(Table<T> table) {
        return table.text("ts_modified", row -> date(row.marks().modifiedSeconds()))
                .text("ts_created", row -> date(row.marks().createdSeconds()));
    }

    private static String date(long seconds) {
        return LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC).toString();
    }

    private static <T extends Row> List<T> where(Rows<T> rows, ToIntFunction<T> column, int value) {
        return new RowList<>(rows)
                .stream().filter(row -> column.applyAsInt(row) == value).toList();
    }

    private static <T> Function<T, Long> number(ToIntFunction<T> column) {
        return row -> (long) column.applyAsInt(row);
    }

    private Table<AgentRow> agent() {
        return marked(table("Agent", "allAgent", "agent", tables.agents())
                        .number("idx_agent", number(AgentRow::idx))
                        .number("idx_pair_xlate_group", number(AgentRow::group))
                        .text("agent_id", AgentRow::agentId)
                        .text("agent_polled_target", AgentRow::target)
                        .text("agent_program", AgentRow::program))
                .one("pairXlateGroup", GROUP, row -> tables.groups().find(row.group()))
                .many("datapointAgent", DATAPOINT, row -> datapointsOf(row.idx()));
    }

    private List<DatapointRow> datapointsOf(int agent) {
        return tables.datapointsOf(agent).stream().map(tables.datapoints()::get).toList();
    }

    private Table<DatapointRow> datapoint() {
        return marked(table(DATAPOINT, "allDatapoints", "datapoint", tables.datapoints())
                        .number("idx_datapoint", number(DatapointRow::idx))
                        .number("idx_agent", number(DatapointRow::agent))
                        .text("checksum", row -> row.checksum(tables.agents().get(row.agent())))
                        .number("data_type", row -> (long) row.type().code())
                        .number("last_timestamp", DatapointRow::lastMillis)
                        .number("polling_interval", DatapointRow::intervalMillis))
                .one("agent", "Agent", row -> tables.agents().find(row.agent()))
                .many("glueDatapoint", "Glue", glues::ofDatapoint)
                .read("dataChecksum", "Data", (row, deadline) -> readings.of(row.idx(), deadline))
                .many(
                        "chartDatapointDatapoint",
                        CHART_DATAPOINT,
                        row -> where(tables.chartDatapoints(), ChartDatapointRow::datapoint, row.idx()));
    }

    private Table<PairRow> pair() {
        return dated(table("Pair", "allPairs", "pair", tables.pairs())
                        .number("idx_pair", number(PairRow::idx))
                        .text("key", PairRow::key)
                        .text("value", PairRow::value))
                .many("gluePair", "Glue", glues::ofPair);
    }

    private Table<Glue> glue() {
        Table<Glue> table =
                new Table<>("Glue", "allGlues", "glue", glues, Glue::key, (key, deadline) -> glues.byKey(key));
        return table.number("idx_pair", glue -> (long) glue.pair())
                .number("idx_datapoint", glue -> (long) glue.datapoint().idx())
                .text("ts_modified", glue -> date(glue.datapoint().marks().createdSeconds()))
                .text("ts_created", glue -> date(glue.datapoint().marks().createdSeconds()))
                .one("pair", "Pair", glue -> tables.pairs().find(glue.pair()))
                .one("datapoint", DATAPOINT, glue -> Optional.of(glue.datapoint()));
    }

    private Table<Sample> data() {
        Table<Sample> table = new Table<>("Data", "allData", "data", readings, Sample::key, readings::byKey);
        return table.number("idx_datapoint", sample -> (long) sample.datapoint())
                .number("timestamp", Sample::timestampMillis)
                .text("value", Sample::value)
                .one("datapoint", DATAPOINT, sample -> tables.datapoints().find(sample.datapoint()));
    }

    private Table<LanguageRow> language() {
        return marked(table("Language", "allLanguage", "language", tables.languages())
                        .number("idx_language", number(LanguageRow::idx))
                        .text("code", LanguageRow::code)
                        .text("name", LanguageRow::name))
                .many("pairXlateLanguage", KEY_TEXT, row -> where(tables.keyTexts(), KeyTextRow::language, row.idx()))
                .many(
                        "agentXlateLanguage",
                        PROGRAM_TEXT,
                        row -> where(tables.programTexts(), ProgramTextRow::language, row.idx()));
    }

    private Table<GroupRow> group() {
        return marked(table(GROUP, "allPairXlateGroup", "pairXlateGroup", tables.groups())
                        .number("idx_pair_xlate_group", number(GroupRow::idx))
                        .text("name", GroupRow::name))
                .many(
                        "pairXlatePairXlateGroup",
                        KEY_TEXT,
                        row -> where(tables.keyTexts(), KeyTextRow::group, row.idx()))
                .many("agentPairXlateGroup", "Agent", row -> where(tables.agents(), AgentRow::group, row.idx()));
    }

    private Table<KeyTextRow> keyText() {
        return marked(table(KEY_TEXT, "allPairXlate", "pairXlate", tables.keyTexts())
                        .number("idx_pair_xlate", number(KeyTextRow::idx))
                        .number("idx_pair_xlate_group", number(KeyTextRow::group))
                        .number("idx_language", number(KeyTextRow::language))
                        .text("key", KeyTextRow::key)
                        .text("translation", KeyTextRow::translation)
                        .text("units", KeyTextRow::units))
                .one("pairXlateGroup", GROUP, row -> tables.groups().find(row.group()))
                .one("language", "Language", row -> tables.languages().find(row.language()));
    }

    private Table<ProgramTextRow> programText() {
        return marked(table(PROGRAM_TEXT, "allAgentXlate", "agentXlate", tables.programTexts())
                        .number("idx_agent_xlate", number(ProgramTextRow::idx))
                        .number("idx_language", number(ProgramTextRow::language))
                        .text("agent_program", ProgramTextRow::program)
                        .text("translation", ProgramTextRow::translation))
                .one("language", "Language", row -> tables.languages().find(row.language()));
    }

    private Table<ChartRow> chart() {
        return marked(table("Chart", "allChart", "chart", tables.charts())
                        .number("idx_chart", number(ChartRow::idx))
                        .text("name", ChartRow::name)
                        .text("checksum", ChartRow::checksum))
                .many(
                        "chartDatapointChart",
                        CHART_DATAPOINT,
                        row -> where(tables.chartDatapoints(), ChartDatapointRow::chart, row.idx()))
                .many("favoriteChart", "Favorite", row -> where(tables.favorites(), FavoriteRow::chart, row.idx()));
    }

    private Table<ChartDatapointRow> chartDatapoint() {
        return marked(table(CHART_DATAPOINT, "allChartDatapoint", "chartDatapoint", tables.chartDatapoints())
                        .number("idx_chart_datapoint", number(ChartDatapointRow::idx))
                        .number("idx_datapoint", number(ChartDatapointRow::datapoint))
                        .number("idx_chart", number(ChartDatapointRow::chart)))
                .one("datapoint", DATAPOINT, row -> tables.datapoints().find(row.datapoint()))
                .one("chart", "Chart", row -> tables.charts().find(row.chart()));
    }

    private Table<FavoriteRow> favorite() {
        return marked(table("Favorite", "allFavorite", "favorite", tables.favorites())
                        .number("idx_favorite", number(FavoriteRow::idx))
                        .number("idx_user", number(FavoriteRow::user))
                        .number("idx_chart", number(FavoriteRow::chart))
                        .number("order", number(FavoriteRow::order)))
                .one("user", "User", row -> tables.users().find(row.user()))
                .one("chart", "Chart", row -> tables.charts().find(row.chart()));
    }

    /** Role and expiry are the user's name, as pattoo answers them; the password is no column. */
    private Table<UserRow> user() {
        return marked(table("User", "allUser", "user", tables.users())
                        .number("idx_user", number(UserRow::idx))
                        .text("username", UserRow::username)
                        .text("first_name", UserRow::firstName)
                        .text("last_name", UserRow::lastName)
                        .text("role", UserRow::username)
                        .text("password_expired", UserRow::username))
                .many("favoriteUser", "Favorite", row -> where(tables.favorites(), FavoriteRow::user, row.idx()));
    }
}

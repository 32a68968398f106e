package io.puypuy.server.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All tables, and what is found in them by other columns than the number. Reading methods are for any thread; {@code put} and
 * what says so is for who holds the inventory's monitor.
 */
public final class Tables {
    /** Characters of all pairs together, which bounds their memory. */
    private static final long MAX_PAIR_TEXT = 64L << 20;

    private final Rows<AgentRow> agents = new Rows<>();
    private final Rows<DatapointRow> datapoints = new Rows<>();
    private final Rows<PairRow> pairs = new Rows<>();
    private final Rows<ChartRow> charts = new Rows<>();
    private final Rows<ChartDatapointRow> chartDatapoints = new Rows<>();
    private final Rows<LanguageRow> languages = new Rows<>();
    private final Rows<GroupRow> groups = new Rows<>();
    private final Rows<KeyTextRow> keyTexts = new Rows<>();
    private final Rows<ProgramTextRow> programTexts = new Rows<>();
    private final Rows<UserRow> users = new Rows<>();
    private final Rows<FavoriteRow> favorites = new Rows<>();

    private final Map<String, Map<String, AgentRow>> agentsById = new ConcurrentHashMap<>();
    private final DatapointIndex datapointIndex = new DatapointIndex(datapoints);
    private final Map<String, Map<String, PairRow>> pairsByKey = new HashMap<>();
    private final Map<TextKey, KeyTextRow> keyTextsByKey = new ConcurrentHashMap<>();
    private final Map<TextKey, ProgramTextRow> programTextsByProgram = new ConcurrentHashMap<>();
    private final Map<Integer, Numbers> datapointsByAgent = new ConcurrentHashMap<>();
    private long pairText;

    /** For a program's text the group is 0. */
    private record TextKey(int group, int language, String key) {}

    Tables() {}

    public Rows<AgentRow> agents() {
        return agents;
    }

    public Rows<DatapointRow> datapoints() {
        return datapoints;
    }

    public Rows<PairRow> pairs() {
        return pairs;
    }

    public Rows<ChartRow> charts() {
        return charts;
    }

    public Rows<ChartDatapointRow> chartDatapoints() {
        return chartDatapoints;
    }

    public Rows<LanguageRow> languages() {
        return languages;
    }

    public Rows<GroupRow> groups() {
        return groups;
    }

    public Rows<KeyTextRow> keyTexts() {
        return keyTexts;
    }

    public Rows<ProgramTextRow> programTexts() {
        return programTexts;
    }

    public Rows<UserRow> users() {
        return users;
    }

    public Rows<FavoriteRow> favorites() {
        return favorites;
    }

    /** The first row with a value in a column that is not indexed; for small tables. */
    public static <T extends Row> @Nullable T first(Rows<T> rows, Function<T, Object> column, Object value) {
        for (int idx = 1, count = rows.count(); idx <= count; idx++) {
            T row = rows.get(idx);
            if (column.apply(row).equals(value)) {
                return row;
            }
        }
        return null;
    }

    /** The agent's row; null if there is none. */
    public @Nullable AgentRow agent(String agentId, String target) {
        Map<String, AgentRow> targets = agentsById.get(agentId);
        return targets == null ? null : targets.get(target);
    }

    /** Numbers of an agent's datapoints, ascending. */
    public List<Integer> datapointsOf(int agent) {
        Numbers known = datapointsByAgent.get(agent);
        if (known == null) {
            return List.of();
        }
        int count = known.count();
        List<Integer> found = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            found.add(known.get(i));
        }
        return found;
    }

    public @Nullable KeyTextRow keyText(int group, int language, String key) {
        return keyTextsByKey.get(new TextKey(group, language, key));
    }

    public @Nullable ProgramTextRow programText(int language, String program) {
        return programTextsByProgram.get(new TextKey(0, language, program));
    }

    int rowCount() {
        return agents.count()
                + pairs.count()
                + datapoints.count()
                + charts.count()
                + chartDatapoints.count()
                + languages.count()
                + groups.count()
                + keyTexts.count()
                + programTexts.count()
                + users.count()
                + favorites.count();
    }

    DatapointIndex index() {
        return datapointIndex;
    }

    /** Needs the monitor. */
    @Nullable
    PairRow pair(String key, String value) {
        Map<String, PairRow> values = pairsByKey.get(key);
        return values == null ? null : values.get(value);
    }

    /** Characters that further pairs may have, keys and values. */
    long pairRoom() {
        return MAX_PAIR_TEXT - pairText;
    }

    void put(AgentRow row) {
        agents.put(row);
        agentsById
                .computeIfAbsent(row.agentId(), id -> new ConcurrentHashMap<>(1))
                .put(row.target(), row);
    }

    void put(PairRow row) {
        Map<String, PairRow> values = pairsByKey.computeIfAbsent(row.key(), key -> new HashMap<>(1));
        // Equal keys share one text.
        PairRow kept = values.isEmpty()
                ? row
                : new PairRow(row.idx(), values.values().iterator().next().key(), row.value(), row.marks());
        pairs.put(kept);
        values.put(kept.value(), kept);
        pairText += kept.key().length() + kept.value().length();
    }

    void put(DatapointRow row) {
        agents.get(row.agent());
        if (row.idx() != datapoints.count() + 1) {
            throw new IllegalArgumentException("datapoint " + row.idx() + " out of order");
        }
        datapoints.put(row);
        datapointIndex.add(row);
        datapointsByAgent.computeIfAbsent(row.agent(), agent -> new Numbers()).add(row.idx());
    }

    void put(ChartRow row) {
        charts.put(row);
    }

    void put(ChartDatapointRow row) {
        chartDatapoints.put(row);
    }

    void put(LanguageRow row) {
        languages.put(row);
    }

    void put(GroupRow row) {
        groups.put(row);
    }

    void put(KeyTextRow row) {
        keyTexts.put(row);
        keyTextsByKey.put(new TextKey(row.group(), row.language(), row.key()), row);
    }

    void put(ProgramTextRow row) {
        programTexts.put(row);
        programTextsByProgram.put(new TextKey(0, row.language(), row.program()), row);
    }

    void put(UserRow row) {
        users.put(row);
    }

    void put(FavoriteRow row) {
        favorites.put(row);
    }
}

package io.puypuy.server.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Agents and their datapoints as people look for them. Thread-safe. */
public final class Directory {
    private final Tables tables;
    private final Names names;

    public Directory(Tables tables, Names names) {
        this.tables = tables;
        this.names = names;
    }

    /**
     * Targets of agents, by the program's name, then by target.
     *
     * @param search what program, its name, target or agent id contain, in any case
     */
    public Excerpt<AgentSummary> agents(String search, int offset, int limit) {
        String wanted = search.toLowerCase(Locale.ROOT);
        List<AgentSummary> found = new ArrayList<>();
        Rows<AgentRow> rows = tables.agents();
        for (int idx = 1, count = rows.count(); idx <= count; idx++) {
            AgentRow agent = rows.get(idx);
            String programName = names.program(agent.program());
            if (contains(programName, wanted)
                    || contains(agent.program(), wanted)
                    || contains(agent.target(), wanted)
                    || contains(agent.agentId(), wanted)) {
                // Counted and dated below, for those that are shown.
                found.add(new AgentSummary(agent, programName, 0, 0, 0));
            }
        }
        found.sort(Comparator.comparing(AgentSummary::programName)
                .thenComparing(one -> one.agent().target())
                .thenComparing(one -> one.agent().idx()));
        Excerpt<AgentSummary> part = part(found, offset, limit);
        return new Excerpt<>(part.items().stream().map(this::complete).toList(), part.total());
    }

    private static <T> Excerpt<T> part(List<T> all, int offset, int limit) {
        int begin = Math.min(offset, all.size());
        return new Excerpt<>(all.subList(begin, Math.min(all.size(), begin + limit)), all.size());
    }

    private static boolean contains(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    /** One target of an agent; empty if there is none of that number. */
    public Optional<AgentSummary> agent(int idx) {
        return tables.agents()
                .find(idx)
                .map(agent -> complete(new AgentSummary(agent, names.program(agent.program()), 0, 0, 0)));
    }

    private AgentSummary complete(AgentSummary summary) {
        List<Integer> datapoints = tables.datapointsOf(summary.agent().idx());
        long last = 0;
        long interval = 0;
        for (int idx : datapoints) {
            DatapointRow datapoint = tables.datapoints().get(idx);
            if (datapoint.lastMillis() > last) {
                last = datapoint.lastMillis();
                interval = datapoint.intervalMillis();
            }
        }
        return new AgentSummary(summary.agent(), summary.programName(), datapoints.size(), last, interval);
    }

    /** The datapoints of those of the numbers that there are, in the order of the numbers. */
    public List<DatapointLabel> datapoints(List<Integer> numbers) {
        return numbers.stream().flatMap(idx -> names.label(idx).stream()).toList();
    }

    /**
     * Datapoints of an agent's target, in the order in which they became known.
     *
     * @param search what key, name, or a value of metadata contain, in any case
     */
    public Excerpt<DatapointLabel> datapoints(int agent, String search, int offset, int limit) {
        String wanted = search.toLowerCase(Locale.ROOT);
        List<Integer> all = tables.datapointsOf(agent);
        if (wanted.isEmpty()) {
            Excerpt<Integer> part = part(all, offset, limit);
            return new Excerpt<>(datapoints(part.items()), part.total());
        }
        List<DatapointLabel> shown = new ArrayList<>();
        int total = 0;
        for (int idx : all) {
            DatapointLabel label = names.label(idx).orElseThrow();
            if (matches(label, wanted)) {
                if (total >= offset && shown.size() < limit) {
                    shown.add(label);
                }
                total++;
            }
        }
        return new Excerpt<>(shown, total);
    }

    private static boolean matches(DatapointLabel label, String wanted) {
        return contains(label.key(), wanted)
                || contains(label.name(), wanted)
                || label.metadata().stream().anyMatch(entry -> contains(entry.value(), wanted));
    }
}

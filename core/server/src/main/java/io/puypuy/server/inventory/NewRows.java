package io.puypuy.server.inventory;

import io.puypuy.pattoo.document.ReceivedDatapoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rows of datapoints that become known together: their pairs, agents and charts. Needs the inventory's monitor. */
final class NewRows {
    private final Tables tables;
    private final RowLines lines;
    private final Marks marks;
    private final Set<PairKey> missing =
            new TreeSet<>(Comparator.comparing(PairKey::key).thenComparing(PairKey::value));
    private long room;

    private record PairKey(String key, String value) {
        int length() {
            return key.length() + value.length();
        }
    }

    NewRows(Tables tables, RowLines lines, Marks marks) {
        this.tables = tables;
        this.lines = lines;
        this.marks = marks;
        room = tables.pairRoom();
    }

    /** Adds them, and gives the number of each; 0 for one whose pairs have no room. */
    int[] add(List<NewDatapoint> all) {
        List<List<PairKey>> pairs = new ArrayList<>(all.size());
        for (NewDatapoint datapoint : all) {
            List<PairKey> own = find(datapoint) == 0 ? pairs(datapoint) : List.of();
            pairs.add(hasRoom(own) ? own : List.of());
        }
        missing.forEach(this::add);
        int[] numbers = new int[all.size()];
        for (int i = 0; i < numbers.length; i++) {
            NewDatapoint datapoint = all.get(i);
            int known = find(datapoint);
            numbers[i] = known != 0 || pairs.get(i).isEmpty() ? known : add(datapoint, pairs.get(i));
        }
        return numbers;
    }

    private int find(NewDatapoint datapoint) {
        AgentRow agent = tables.agent(datapoint.agentId(), datapoint.target());
        return agent == null ? 0 : tables.index().find(agent.idx(), datapoint.checksum());
    }

    /** The pairs of a datapoint, at least that of its key. */
    private static List<PairKey> pairs(NewDatapoint datapoint) {
        List<PairKey> pairs = new ArrayList<>();
        for (Map.Entry<String, String> entry : datapoint.metadata()) {
            if (pairs.size() < Inventory.MAX_PAIRS - 1) {
                pairs.add(new PairKey(ofProgram(datapoint, entry.getKey()), ReceivedDatapoint.cut(entry.getValue())));
            }
        }
        pairs.add(new PairKey(PairRow.DATAPOINT_KEY, ofProgram(datapoint, datapoint.key())));
        return pairs;
    }

    private static String ofProgram(NewDatapoint datapoint, String key) {
        return ReceivedDatapoint.cut(datapoint.program() + "_" + key);
    }

    /** Whether those of the pairs that nobody has fit; if so, they are added with the others. */
    private boolean hasRoom(List<PairKey> pairs) {
        Set<PairKey> own = new HashSet<>();
        for (PairKey pair : pairs) {
            if (tables.pair(pair.key, pair.value) == null && !missing.contains(pair)) {
                own.add(pair);
            }
        }
        int length = own.stream().mapToInt(PairKey::length).sum();
        if (length > room) {
            return false;
        }
        room -= length;
        missing.addAll(own);
        return true;
    }

    private void add(PairKey pair) {
        PairRow row = new PairRow(tables.pairs().count() + 1, pair.key, pair.value, marks);
        tables.put(row);
        lines.add(row);
    }

    private int add(NewDatapoint added, List<PairKey> pairs) {
        DatapointRow row = new DatapointRow(
                tables.datapoints().count() + 1,
                agentOf(added),
                added.type(),
                new PostedChecksum(added.checksum()),
                added.intervalMillis(),
                numbers(pairs),
                marks);
        tables.put(row);
        lines.add(row);
        ChartRow chart = new ChartRow(tables.charts().count() + 1, "", "", marks);
        tables.put(chart);
        lines.add(chart);
        ChartDatapointRow link =
                new ChartDatapointRow(tables.chartDatapoints().count() + 1, row.idx(), chart.idx(), marks);
        tables.put(link);
        lines.add(link);
        return row.idx();
    }

    private int agentOf(NewDatapoint added) {
        AgentRow known = tables.agent(added.agentId(), added.target());
        if (known != null) {
            return known.idx();
        }
        AgentRow row = new AgentRow(
                tables.agents().count() + 1,
                added.agentId(),
                added.target(),
                added.program().intern(),
                GroupRow.DEFAULT,
                marks);
        tables.put(row);
        lines.add(row);
        return row.idx();
    }

    private int[] numbers(List<PairKey> pairs) {
        return pairs.stream()
                .map(pair -> tables.pair(pair.key, pair.value))
                .mapToInt(row -> row == null ? 0 : row.idx())
                .filter(idx -> idx != 0)
                .sorted()
                .distinct()
                .toArray();
    }
}

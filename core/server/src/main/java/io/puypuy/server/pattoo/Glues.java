package io.puypuy.server.pattoo;

import io.puypuy.server.inventory.DatapointRow;
import io.puypuy.server.inventory.PairRow;
import io.puypuy.server.inventory.Row;
import io.puypuy.server.inventory.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which pairs belong to which datapoints, as rows of a table; they stand in the rows of the datapoints. Thread-safe. */
final class Glues implements Table.Source<Glue> {
    private static final String PAIR = "idxPair";
    private static final String DATAPOINT = "idxDatapoint";
    /** As a column shows it. */
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

    private static final Pattern KEY = Pattern.compile("\\((\\d{1,9}), (\\d{1,9})\\)");

    private final Rows<DatapointRow> datapoints;
    private final Rows<PairRow> pairs;

    Glues(Rows<DatapointRow> datapoints, Rows<PairRow> pairs) {
        this.datapoints = datapoints;
        this.pairs = pairs;
    }

    List<Glue> ofDatapoint(DatapointRow row) {
        List<Glue> glues = new ArrayList<>(row.pairCount());
        for (int i = 0; i < row.pairCount(); i++) {
            glues.add(new Glue(row.pair(i), row));
        }
        return glues;
    }

    List<Glue> ofPair(PairRow pair) {
        List<Glue> glues = new ArrayList<>();
        for (DatapointRow row : new RowList<>(datapoints)) {
            for (int i = 0; i < row.pairCount(); i++) {
                if (row.pair(i) == pair.idx()) {
                    glues.add(new Glue(pair.idx(), row));
                }
            }
        }
        return glues;
    }

    @Override
    public Set<String> known() {
        return Set.of(PAIR, DATAPOINT);
    }

    /** By pair, then by datapoint. */
    @Override
    public List<Glue> rows(Map<String, String> wanted, Deadline deadline) {
        String pair = wanted.get(PAIR);
        String datapoint = wanted.get(DATAPOINT);
        if (datapoint != null) {
            List<Glue> own = find(datapoints, datapoint).map(this::ofDatapoint).orElse(List.of());
            return pair == null
                    ? own
                    : own.stream()
                            .filter(glue -> Integer.toString(glue.pair()).equals(pair))
                            .toList();
        }
        return pair == null
                ? new GlueList(datapoints, pairs)
                : find(pairs, pair).map(this::ofPair).orElse(List.of());
    }

    private static <T extends Row> Optional<T> find(Rows<T> rows, String number) {
        return NUMBER.matcher(number).matches() ? rows.find(Integer.parseInt(number)) : Optional.empty();
    }

    Optional<Glue> byKey(String key) {
        Matcher parts = KEY.matcher(key);
        return parts.matches()
                ? datapoints.find(Integer.parseInt(parts.group(2))).flatMap(row -> ofDatapoint(row).stream()
                        .filter(glue -> glue.key().equals(key))
                        .findFirst())
                : Optional.empty();
    }
}

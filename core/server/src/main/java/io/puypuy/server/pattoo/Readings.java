package io.puypuy.server.pattoo;

import graphql.GraphQLException;
import io.puypuy.server.inventory.DatapointRow;
import io.puypuy.server.inventory.Rows;
import io.puypuy.server.store.SampleStore;
import io.puypuy.server.store.Samples;
import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The samples of datapoints as rows of a table. Thread-safe. */
final class Readings implements Table.Source<Sample> {
    /** More of one datapoint are refused: they would not fit in memory. */
    private static final int MAX_SAMPLES = 1_000_000;
    /** Of more datapoints, the samples of all are refused. */
    private static final int MAX_DATAPOINTS = 1_000;

    private static final String DATAPOINT = "idxDatapoint";
    private static final Pattern KEY = Pattern.compile("\\((\\d{1,9}), (-?\\d{1,18})\\)");

    private final SampleStore store;
    private final Rows<DatapointRow> datapoints;

    Readings(SampleStore store, Rows<DatapointRow> datapoints) {
        this.store = store;
        this.datapoints = datapoints;
    }

    /** Views of samples, made when they are asked for. */
    private static final class View extends AbstractList<Sample> implements RandomAccess {
        private final int datapoint;
        private final Samples samples;

        View(int datapoint, Samples samples) {
            this.datapoint = datapoint;
            this.samples = samples;
        }

        @Override
        public Sample get(int place) {
            return Sample.of(datapoint, samples, place);
        }

        @Override
        public int size() {
            return samples.size();
        }
    }

    /** All numbers of a datapoint, the oldest first. */
    List<Sample> of(int datapoint, Deadline deadline) {
        Samples samples = read(datapoint, 0, Long.MAX_VALUE, deadline);
        if (samples.truncated()) {
            throw new GraphQLException("the datapoint has more than " + MAX_SAMPLES
                    + " samples; ask /rest/data, or /api/v1 for a part of them");
        }
        return new View(datapoint, samples);
    }

    private Samples read(int datapoint, long fromMillis, long toMillis, Deadline deadline) {
        try {
            return store.numbers(datapoint, fromMillis, toMillis, MAX_SAMPLES, deadline.nanos());
        } catch (IOException e) {
            throw new GraphQLException(e.getMessage(), e);
        }
    }

    @Override
    public Set<String> known() {
        return Set.of(DATAPOINT);
    }

    /** Those of one datapoint, or of all if there are few. */
    @Override
    public List<Sample> rows(Map<String, String> wanted, Deadline deadline) {
        String one = wanted.get(DATAPOINT);
        if (one != null) {
            return one.matches("\\d{1,9}")
                    ? datapoints
                            .find(Integer.parseInt(one))
                            .map(row -> of(row.idx(), deadline))
                            .orElse(List.of())
                    : List.of();
        }
        int count = datapoints.count();
        if (count > MAX_DATAPOINTS) {
            throw new GraphQLException("allData needs idxDatapoint here: there are " + count + " datapoints");
        }
        List<Sample> all = new ArrayList<>();
        for (int idx = 1; idx <= count; idx++) {
            all.addAll(of(idx, deadline));
            if (all.size() > MAX_SAMPLES / 2) {
                throw new GraphQLException("allData needs idxDatapoint here: there are too many samples");
            }
        }
        return all;
    }

    Optional<Sample> byKey(String key, Deadline deadline) {
        Matcher parts = KEY.matcher(key);
        if (!parts.matches()
                || datapoints.find(Integer.parseInt(parts.group(1))).isEmpty()) {
            return Optional.empty();
        }
        int datapoint = Integer.parseInt(parts.group(1));
        long millis = Long.parseLong(parts.group(2));
        Samples found = read(datapoint, millis, millis + 1, deadline);
        return found.size() == 0 ? Optional.empty() : Optional.of(Sample.of(datapoint, found, 0));
    }
}

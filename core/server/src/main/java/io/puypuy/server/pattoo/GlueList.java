package io.puypuy.server.pattoo;

import io.puypuy.server.inventory.DatapointRow;
import io.puypuy.server.inventory.PairRow;
import io.puypuy.server.inventory.Rows;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * All glues, by pair, then by datapoint. There may be tens of millions, so only as many as lie around the one that was asked for
 * last are in memory; the next ones cost a walk over all datapoints. Used by one thread.
 */
final class GlueList extends AbstractList<Glue> implements RandomAccess {
    /** Glues in memory; more only if one pair has more. Few walks for who wants all, and 4 MiB. */
    private static final int PART = 1 << 20;

    private final List<DatapointRow> datapoints;
    private final int part;
    /** By pair: how many glues there are up to its last one. */
    private final int[] ends;

    private int begin;
    /** Numbers of datapoints, from the place {@link #begin} on. */
    private int[] loaded = {};

    GlueList(Rows<DatapointRow> datapoints, Rows<PairRow> pairs) {
        this(datapoints, pairs, PART);
    }

    /** @param part how many glues are in memory, but at least those of one pair */
    GlueList(Rows<DatapointRow> datapoints, Rows<PairRow> pairs, int part) {
        this.datapoints = new RowList<>(datapoints);
        this.part = part;
        // After the datapoints have been counted, so that all of their pairs are there.
        ends = new int[pairs.count() + 1];
        for (DatapointRow row : this.datapoints) {
            for (int i = 0; i < row.pairCount(); i++) {
                ends[row.pair(i)]++;
            }
        }
        for (int pair = 1; pair < ends.length; pair++) {
            ends[pair] += ends[pair - 1];
        }
    }

    @Override
    public int size() {
        return ends[ends.length - 1];
    }

    @Override
    public Glue get(int place) {
        Objects.checkIndex(place, size());
        int pair = pairAt(place);
        if (place < begin || place >= begin + loaded.length) {
            load(pair);
        }
        return new Glue(pair, datapoints.get(loaded[place - begin] - 1));
    }

    /** How many glues are in memory. */
    int inMemory() {
        return loaded.length;
    }

    /** The first pair whose glues end behind the place. */
    private int pairAt(int place) {
        int low = 1;
        int high = ends.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > place) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void load(int firstPair) {
        begin = ends[firstPair - 1];
        int lastPair = firstPair;
        while (lastPair + 1 < ends.length && ends[lastPair + 1] - begin <= part) {
            lastPair++;
        }
        loaded = new int[ends[lastPair] - begin];
        // Of each pair the place of its next glue; each begins where the one before ends.
        int[] next = Arrays.copyOfRange(ends, firstPair - 1, lastPair);
        for (DatapointRow row : datapoints) {
            for (int i = 0; i < row.pairCount(); i++) {
                int pair = row.pair(i);
                if (pair >= firstPair && pair <= lastPair) {
                    loaded[next[pair - firstPair]++ - begin] = row.idx();
                }
            }
        }
    }
}

package io.puypuy.pattoo.document;

import java.util.Arrays;

/** For each datapoint the ids of its pairs, as they are read. Filled by one thread, immutable afterwards. */
final class PairIds {
    private static final int LEAST = 64;

    private int[] ids;
    private int size;
    private int[] ends;
    private int datapoints;
    private int largest;

    /** @param expected about how many ids there will be */
    PairIds(int expected) {
        ids = new int[Math.max(LEAST, expected)];
        ends = new int[Math.max(LEAST, expected / 16)];
    }

    void add(int id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
        }
        ids[size++] = id;
        if (id > largest) {
            largest = id;
        }
    }

    void endDatapoint() {
        if (datapoints == ends.length) {
            ends = Arrays.copyOf(ends, 2 * datapoints);
        }
        ends[datapoints++] = size;
    }

    /** Number of ids of all datapoints. */
    int size() {
        return size;
    }

    /** The largest id, 0 if there is none. */
    int largest() {
        return largest;
    }

    int datapoints() {
        return datapoints;
    }

    int id(int index) {
        return ids[index];
    }

    /** Replaces an id by the place of its pair. */
    void set(int index, int place) {
        ids[index] = place;
    }

    int begin(int datapoint) {
        return datapoint == 0 ? 0 : ends[datapoint - 1];
    }

    int end(int datapoint) {
        return ends[datapoint];
    }
}

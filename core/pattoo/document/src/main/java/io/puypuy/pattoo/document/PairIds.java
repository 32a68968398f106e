package io.puypuy.pattoo.document;

import java.util.Arrays;

/** For each datapoint the ids of its pairs, as they are read. Filled by one thread, immutable afterwards. */
final class PairIds {
    private int[] ids = new int[256];
    private int size;
    private int[] ends = new int[32];
    private int datapoints;

    void add(int id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
        }
        ids[size++] = id;
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

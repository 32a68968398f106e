package io.puypuy.server.store;

import io.questdb.cairo.vm.api.MemoryCR;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** Finds the rows of wanted series in the column of series. Used by one thread. */
interface SeriesFilter {
    /**
     * Looks at rows one behind the other.
     *
     * @param series the column
     * @param firstRow of the rows that are looked at
     * @param count how many, not more than {@code found} has places
     * @param found takes the wanted ones in their order, counted from the first
     * @return how many are wanted
     */
    int find(MemoryCR series, long firstRow, int count, int[] found);

    /** The datapoints whose samples are wanted, in any order; none if it is not datapoints that are looked for. */
    default int[] datapoints() {
        return new int[0];
    }

    /** Finds none, but notes which there are. */
    static SeriesFilter noting(BitSet there) {
        return (column, firstRow, count, found) -> {
            for (long row = firstRow; row < firstRow + count; row++) {
                there.set(column.getInt(row * Integer.BYTES));
            }
            return 0;
        };
    }

    /** The one series. */
    static SeriesFilter one(int wanted) {
        return new One(wanted, -1);
    }

    /** The samples of datapoints, whole numbers and floating ones. */
    static SeriesFilter datapoints(Collection<Integer> numbers) {
        if (numbers.size() == 1) {
            return new One(SampleRows.series(numbers.iterator().next()), SampleRows.EITHER);
        }
        List<Integer> series = new ArrayList<>();
        for (int number : numbers) {
            series.add(SampleRows.series(number));
            series.add(SampleRows.series(number) + 1);
        }
        SeriesFilter some = some(series);
        int[] datapoints = numbers.stream().mapToInt(Integer::intValue).toArray();
        return new SeriesFilter() {
            @Override
            public int find(MemoryCR column, long firstRow, int count, int[] found) {
                return some.find(column, firstRow, count, found);
            }

            @Override
            public int[] datapoints() {
                return datapoints;
            }
        };
    }

    /** These series. */
    static SeriesFilter some(Collection<Integer> numbers) {
        if (numbers.size() == 1) {
            return one(numbers.iterator().next());
        }
        int places = 0;
        for (int number : numbers) {
            places = Math.max(places, number + 1);
        }
        boolean[] wanted = new boolean[places];
        for (int number : numbers) {
            wanted[number] = true;
        }
        return (series, firstRow, count, found) -> {
            int hits = 0;
            for (int i = 0; i < count; i++) {
                int id = series.getInt((firstRow + i) * Integer.BYTES);
                if (id >= 0 && id < wanted.length && wanted[id]) {
                    found[hits++] = i;
                }
            }
            return hits;
        };
    }

    /** Compares eight rows at a time: nearly all are of other series. */
    final class One implements SeriesFilter {
        private static final long LANES = 0x1_0000_0001L;
        private static final long TOPS = 0x8000_0000_8000_0000L;
        private static final int BLOCK = 8;

        private final int wanted;
        private final int mask;
        private final long wantedTwice;
        private final long maskTwice;

        private One(int wanted, int mask) {
            this.wanted = wanted;
            this.mask = mask;
            wantedTwice = twice(wanted);
            maskTwice = twice(mask);
        }

        private static long twice(int number) {
            return Integer.toUnsignedLong(number) * LANES;
        }

        @Override
        public int find(MemoryCR series, long firstRow, int count, int[] found) {
            int hits = 0;
            int row = 0;
            for (; row + BLOCK <= count; row += BLOCK) {
                long at = (firstRow + row) * Integer.BYTES;
                long any = hit(series.getLong(at))
                        | hit(series.getLong(at + Long.BYTES))
                        | hit(series.getLong(at + 2 * Long.BYTES))
                        | hit(series.getLong(at + 3 * Long.BYTES));
                // The top bit of a lane that was 0, and perhaps of the one above it.
                if ((any & TOPS) != 0) {
                    hits = each(series, firstRow, row, row + BLOCK, found, hits);
                }
            }
            return each(series, firstRow, row, count, found, hits);
        }

        @Override
        public int[] datapoints() {
            return mask == SampleRows.EITHER ? new int[] {SampleRows.datapoint(wanted)} : new int[0];
        }

        private long hit(long two) {
            long difference = (two & maskTwice) ^ wantedTwice;
            return (difference - LANES) & ~difference;
        }

        private int each(MemoryCR series, long firstRow, int from, int to, int[] found, int before) {
            int hits = before;
            for (int row = from; row < to; row++) {
                if ((series.getInt((firstRow + row) * Integer.BYTES) & mask) == wanted) {
                    found[hits++] = row;
                }
            }
            return hits;
        }
    }
}

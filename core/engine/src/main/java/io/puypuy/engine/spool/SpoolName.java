package io.puypuy.engine.spool;

import org.jspecify.annotations.Nullable;

/**
 * The name of a spool file. It holds all that the spool must know of a waiting batch, so that opening a spool of
 * 100,000 files reads none of them: {@code 1763685111000-000007-120-9000.batch} has 120 points in 9,000 bytes and was
 * put as the seventh after the first in that millisecond.
 *
 * @param millis order in time; milliseconds since 1970, never smaller than that of an older batch
 * @param sequence order within one millisecond
 * @param points in the file
 * @param bytes of the file
 */
record SpoolName(long millis, int sequence, int points, int bytes) implements Comparable<SpoolName> {
    static final String SUFFIX = ".batch";
    private static final int FIELDS = 4;
    private static final int MOST_DIGITS = 15;

    /** The name of the batch that is put after this one; also right if the clock went back. */
    SpoolName next(long nowMillis, int nextPoints, int nextBytes) {
        return nowMillis > millis
                ? new SpoolName(nowMillis, 0, nextPoints, nextBytes)
                : new SpoolName(millis, sequence + 1, nextPoints, nextBytes);
    }

    /** What the name says; null if it is not the name of a spool file. */
    static @Nullable SpoolName parse(String name) {
        if (!name.endsWith(SUFFIX)) {
            return null;
        }
        long[] fields = new long[FIELDS];
        int at = 0;
        int from = 0;
        int end = name.length() - SUFFIX.length();
        for (int i = 0; i <= end; i++) {
            if (i == end || name.charAt(i) == '-') {
                if (at == FIELDS || i == from || i - from > MOST_DIGITS) {
                    return null;
                }
                at++;
                from = i + 1;
            } else {
                char c = name.charAt(i);
                if (c < '0' || c > '9' || at == FIELDS) {
                    return null;
                }
                fields[at] = fields[at] * 10 + (c - '0');
            }
        }
        if (at != FIELDS || !isInt(fields[1]) || !isInt(fields[2]) || !isInt(fields[3]) || fields[2] == 0) {
            return null;
        }
        SpoolName parsed = new SpoolName(fields[0], (int) fields[1], (int) fields[2], (int) fields[3]);
        return parsed.fileName().equals(name) ? parsed : null;
    }

    private static boolean isInt(long value) {
        return value <= Integer.MAX_VALUE;
    }

    /** The name in which files sort by age in a listing, too. */
    String fileName() {
        StringBuilder name = new StringBuilder(48);
        padded(name, millis, 13).append('-');
        padded(name, sequence, 6).append('-');
        return name.append(points).append('-').append(bytes).append(SUFFIX).toString();
    }

    private static StringBuilder padded(StringBuilder name, long value, int digits) {
        String text = Long.toString(value);
        for (int i = text.length(); i < digits; i++) {
            name.append('0');
        }
        return name.append(text);
    }

    /** Whether both name the same batch, though perhaps after some of its points were taken out. */
    boolean sameBatch(SpoolName other) {
        return millis == other.millis && sequence == other.sequence;
    }

    /** By age; of two names of the same batch the one with fewer points is the newer file and comes first. */
    @Override
    public int compareTo(SpoolName other) {
        int order = Long.compare(millis, other.millis);
        if (order == 0) {
            order = Integer.compare(sequence, other.sequence);
        }
        return order == 0 ? Integer.compare(points, other.points) : order;
    }
}

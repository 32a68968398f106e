package io.puypuy.server.inventory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.security.SecureRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds a datapoint by agent and posted checksum. Any thread reads, without waiting and without making objects; who holds the
 * inventory's monitor writes. Where an entry lies depends on secret numbers, so that no agent can choose checksums that lie
 * at one place.
 */
final class DatapointIndex {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int FIRST_SLOTS = 1 << 10;

    private final Rows<DatapointRow> rows;
    private final long[] secret =
            new SecureRandom().longs(5).map(number -> number | 1).toArray();
    private final ConcurrentHashMap<String, Integer> odd = new ConcurrentHashMap<>();
    private volatile int[] slots = new int[FIRST_SLOTS];
    private int used;

    DatapointIndex(Rows<DatapointRow> rows) {
        this.rows = rows;
    }

    /** The number of the datapoint; 0 if there is none. */
    int find(int agent, String checksum) {
        return find(agent, checksum, 0);
    }

    /**
     * The same, looking at one datapoint first.
     *
     * @param guess a number; agents send their datapoints in the order in which they became known, and so lie in memory
     */
    int find(int agent, String checksum, int guess) {
        if (!PostedChecksum.isPlain(checksum)) {
            return odd.getOrDefault(oddKey(agent, checksum), 0);
        }
        long a = PostedChecksum.word(checksum, 0);
        long b = PostedChecksum.word(checksum, 1);
        long c = PostedChecksum.word(checksum, 2);
        long d = PostedChecksum.word(checksum, 3);
        return guess > 0 && guess <= rows.count() && is(rows.get(guess), agent, a, b, c, d)
                ? guess
                : find(agent, a, b, c, d);
    }

    private static boolean is(DatapointRow row, int agent, long a, long b, long c, long d) {
        return row.agent() == agent && row.posted().is(a, b, c, d);
    }

    private int find(int agent, long a, long b, long c, long d) {
        int[] now = slots;
        int mask = now.length - 1;
        for (int at = place(agent, a, b, c, d, mask); ; at = at + 1 & mask) {
            int idx = (int) SLOT.getAcquire(now, at);
            if (idx == 0 || is(rows.get(idx), agent, a, b, c, d)) {
                return idx;
            }
        }
    }

    private static String oddKey(int agent, String checksum) {
        return agent + ":" + checksum;
    }

    private int place(int agent, long a, long b, long c, long d, int mask) {
        long sum = agent * secret[0] + a * secret[1] + b * secret[2] + c * secret[3] + d * secret[4];
        return (int) (sum >>> 32) & mask;
    }

    /** Adds a row that is in the table already. */
    void add(DatapointRow row) {
        PostedChecksum checksum = row.posted();
        if (!checksum.isPlain()) {
            odd.put(oddKey(row.agent(), checksum.text()), row.idx());
            return;
        }
        if (2 * (used + 1) > slots.length) {
            int[] larger = new int[2 * slots.length];
            for (int idx : slots) {
                if (idx != 0) {
                    insert(larger, rows.get(idx));
                }
            }
            slots = larger;
        }
        insert(slots, row);
        used++;
    }

    private void insert(int[] into, DatapointRow row) {
        PostedChecksum sum = row.posted();
        int mask = into.length - 1;
        int at = place(row.agent(), sum.word(0), sum.word(1), sum.word(2), sum.word(3), mask);
        while (into[at] != 0) {
            at = at + 1 & mask;
        }
        SLOT.setRelease(into, at, row.idx());
    }
}

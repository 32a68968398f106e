package io.puypuy.server.inventory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.security.SecureRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds a datapoint by agent and posted checksum. Any thread reads, without waiting; who holds the
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
        PostedChecksum wanted = new PostedChecksum(checksum);
        if (!wanted.isPlain()) {
            return odd.getOrDefault(oddKey(agent, checksum), 0);
        }
        return guess > 0 && guess <= rows.count() && is(rows.get(guess), agent, wanted) ? guess : find(agent, wanted);
    }

    private static boolean is(DatapointRow row, int agent, PostedChecksum checksum) {
        return row.agent() == agent && row.posted().is(checksum);
    }

    private int find(int agent, PostedChecksum checksum) {
        int[] now = slots;
        int mask = now.length - 1;
        for (int at = place(agent, checksum, mask); ; at = at + 1 & mask) {
            int idx = (int) SLOT.getAcquire(now, at);
            if (idx == 0 || is(rows.get(idx), agent, checksum)) {
                return idx;
            }
        }
    }

    private static String oddKey(int agent, String checksum) {
        return agent + ":" + checksum;
    }

    private int place(int agent, PostedChecksum checksum, int mask) {
        long sum = agent * secret[0];
        for (int word = 0; word < PostedChecksum.WORDS; word++) {
            sum += checksum.word(word) * secret[word + 1];
        }
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
        int mask = into.length - 1;
        int at = place(row.agent(), row.posted(), mask);
        while (into[at] != 0) {
            at = at + 1 & mask;
        }
        SLOT.setRelease(into, at, row.idx());
    }
}

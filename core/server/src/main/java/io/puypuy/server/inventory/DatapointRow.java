package io.puypuy.server.inventory;

import io.puypuy.pattoo.document.DataType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * A datapoint: what pattoo calls a series. Its identity is agent id, target and the checksum that the agent posts. Any thread
 * reads; last timestamp and interval change while others read.
 */
public final class DatapointRow implements Row {
    private static final AtomicLongFieldUpdater<DatapointRow> LAST =
            AtomicLongFieldUpdater.newUpdater(DatapointRow.class, "lastMillis");

    private final int idx;
    private final int agent;
    private final DataType type;
    private final PostedChecksum checksum;
    private final int[] pairs;
    private final Marks marks;
    private volatile long intervalMillis;
    private volatile long lastMillis;
    private int writtenSeconds;

    DatapointRow(
            int idx,
            int agent,
            DataType type,
            PostedChecksum checksum,
            long intervalMillis,
            int[] sortedPairs,
            Marks marks) {
        this.idx = idx;
        this.agent = agent;
        this.type = type;
        this.checksum = checksum;
        this.intervalMillis = intervalMillis;
        pairs = sortedPairs;
        this.marks = marks;
    }

    @Override
    public int idx() {
        return idx;
    }

    @Override
    public Marks marks() {
        return marks;
    }

    /** Number of its agent's row. */
    public int agent() {
        return agent;
    }

    public DataType type() {
        return type;
    }

    /** As the agent says it in the latest document. */
    public long intervalMillis() {
        return intervalMillis;
    }

    /** When its newest sample was taken, milliseconds since 1970; 0 if this process has not seen or looked up one. */
    public long lastMillis() {
        return lastMillis;
    }

    /** How many pairs belong to it. */
    public int pairCount() {
        return pairs.length;
    }

    /** Number of a pair; they ascend. */
    public int pair(int position) {
        return pairs[position];
    }

    /** What the agent posts. */
    public String postedChecksum() {
        return checksum.text();
    }

    /** What pattoo's database holds: SHA-512 in hexadecimal digits over agent id, target and posted checksum. */
    public String checksum(AgentRow owner) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            digest.update(owner.agentId().getBytes(StandardCharsets.UTF_8));
            digest.update(owner.target().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(checksum.text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-512", e);
        }
    }

    PostedChecksum posted() {
        return checksum;
    }

    int[] pairs() {
        return pairs;
    }

    // Many documents may have the datapoint at once.
    void seen(long timestampMillis) {
        long last = lastMillis;
        while (timestampMillis > last && !LAST.compareAndSet(this, last, timestampMillis)) {
            last = lastMillis;
        }
    }

    /** Whether the new interval is to be written: not more often than once in a while. */
    boolean changeInterval(long millis, int nowSeconds, int minSeconds) {
        intervalMillis = millis;
        if (writtenSeconds != 0 && nowSeconds - writtenSeconds < minSeconds) {
            return false;
        }
        writtenSeconds = nowSeconds;
        return true;
    }
}

package io.puypuy.server.agents;

import io.puypuy.pattoo.document.ReceivedDatapoint;
import io.puypuy.server.store.SampleCodec;
import io.puypuy.server.store.SampleRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One document on its way: samples of datapoints that are known, and those whose datapoints have to be made known first. Filled
 * by the thread of its request, then handed to the thread {@code agents-ingest}, which settles it.
 */
final class Submission {
    private final String agentId;
    private final SampleRows rows;
    private final List<ReceivedDatapoint> unknown = new ArrayList<>(0);
    private final CountDownLatch settled = new CountDownLatch(1);
    private long bytes;
    private volatile @Nullable IOException fault;

    Submission(String agentId, int datapoints) {
        this.agentId = agentId;
        rows = new SampleRows(datapoints);
        bytes = SampleCodec.bytes(rows);
    }

    /** The agent of the document, for counts and messages. */
    String agentId() {
        return agentId;
    }

    SampleRows rows() {
        return rows;
    }

    /** Adds a sample of a datapoint that is known. */
    void add(int datapoint, ReceivedDatapoint sample) {
        bytes += put(datapoint, sample);
    }

    /** Adds a sample that {@link #addUnknown} has brought. */
    void addKnownNow(int datapoint, ReceivedDatapoint sample) {
        put(datapoint, sample);
    }

    private long put(int datapoint, ReceivedDatapoint sample) {
        if (sample.value() instanceof String text) {
            rows.add(datapoint, sample.timestampMillis(), text);
        } else if (sample.isWhole()) {
            rows.add(datapoint, sample.timestampMillis(), sample.whole());
        } else {
            rows.add(datapoint, sample.timestampMillis(), sample.floating());
        }
        return bytes(sample);
    }

    private static long bytes(ReceivedDatapoint sample) {
        return sample.value() instanceof String text ? SampleCodec.bytes(text) : SampleCodec.bytes();
    }

    void addUnknown(ReceivedDatapoint sample) {
        bytes += bytes(sample);
        unknown.add(sample);
    }

    List<ReceivedDatapoint> unknown() {
        return unknown;
    }

    boolean isEmpty() {
        return rows.size() == 0 && unknown.isEmpty();
    }

    /** Most bytes in the journal, with those that are not known yet. */
    long bytes() {
        return bytes;
    }

    /** All of it is durable. */
    void durable() {
        settled.countDown();
    }

    /** It is not, and may be sent again. */
    void failed(IOException why) {
        fault = why;
        settled.countDown();
    }

    /**
     * Waits until it is durable.
     *
     * @throws IOException if it is not, with the reason
     */
    void await(long millis) throws IOException, InterruptedException {
        if (!settled.await(millis, TimeUnit.MILLISECONDS)) {
            throw new IOException("the disk is too slow");
        }
        IOException why = fault;
        if (why != null) {
            // A new one, because many wait for the same.
            throw new IOException(why.getMessage(), why);
        }
    }
}

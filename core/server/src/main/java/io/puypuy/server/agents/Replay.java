package io.puypuy.server.agents;

import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.journal.Journal;
import io.puypuy.server.store.SampleCodec;
import io.puypuy.server.store.SampleRows;
import io.puypuy.server.store.SampleStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what an earlier process left in the journal into the store, where samples that are there change nothing. */
final class Replay {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    private static final int BATCH = 200_000;

    private final Journal journal;
    private final SampleStore store;
    private final Inventory inventory;
    private final SampleRows rows = new SampleRows(1);
    private long samples;
    private long strangers;

    Replay(Journal journal, SampleStore store, Inventory inventory) {
        this.journal = journal;
        this.store = store;
        this.inventory = inventory;
    }

    void run() throws IOException {
        journal.replay(this::frame);
        flush();
        journal.release(Long.MAX_VALUE);
        if (samples > 0) {
            LOG.info("{} samples of agents were in the journal and are in the store now", samples);
        }
        if (strangers > 0) {
            LOG.error(
                    "{} samples of the journal are of datapoints that the inventory does not have; they are lost",
                    strangers);
        }
    }

    private void frame(ByteBuffer payload) throws IOException {
        int known = inventory.tables().datapoints().count();
        while (payload.hasRemaining()) {
            strangers += SampleCodec.read(payload, rows, datapoint -> datapoint >= 1 && datapoint <= known);
            if (rows.size() >= BATCH) {
                flush();
            }
        }
    }

    private void flush() throws IOException {
        samples += rows.size();
        store.append(rows);
        rows.clear();
    }
}

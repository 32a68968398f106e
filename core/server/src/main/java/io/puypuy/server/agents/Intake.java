package io.puypuy.server.agents;

import io.puypuy.engine.status.IntakeStatus;
import io.puypuy.http.RequestFault;
import io.puypuy.pattoo.document.DocumentException;
import io.puypuy.pattoo.document.DocumentLimits;
import io.puypuy.pattoo.document.DocumentReader;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.journal.Journal;
import io.puypuy.server.store.SampleStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes documents: reads them, makes them durable, brings them into the store. There as long as the store is. Any thread may
 * hand documents over.
 */
public final class Intake implements AutoCloseable {
    /** Such a document is read alone: what it becomes may be many times as large. */
    private static final int LARGE_BYTES = 1 << 20;
    /** Most bytes of documents that are read at once. Small ones hardly ever wait: each wait costs two changes of threads. */
    private static final int READING_BYTES =
            LARGE_BYTES * Math.max(2, Runtime.getRuntime().availableProcessors());
    /** What was read of a document takes about this many times its bytes, if not on purpose. */
    private static final int IN_MEMORY = 10;

    private static final long READING_MILLIS = 30_000;
    private static final long DURABLE_MILLIS = 30_000;

    private final Refusals refusals = new Refusals();
    private final Documents documents;
    private final Journal journal;
    private final StoreFeeder feeder;
    private final Ingest ingest;
    /** Fair, or many small documents would keep a large one out. */
    private final Semaphore reading = new Semaphore(READING_BYTES, true);

    private final LongAdder taken = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder samples = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private volatile IntakeLimits limits;
    private volatile DocumentReader reader;

    private Intake(Journal journal, SampleStore store, Inventory inventory, IntakeLimits limits) {
        this.journal = journal;
        this.limits = limits;
        this.reader = reader(limits);
        documents = new Documents(inventory, refusals);
        feeder = new StoreFeeder(store);
        ingest = new Ingest(journal, inventory, new NewDatapoints(inventory, this::limits, refusals), feeder);
    }

    /**
     * Brings what an earlier process has left in the journal into the store, and begins.
     *
     * @param folder of the journal, which is made if it is not there
     * @throws IOException if that is impossible; the message is a sentence
     */
    public static Intake open(Path folder, SampleStore store, Inventory inventory, IntakeLimits limits)
            throws IOException {
        Journal journal = null;
        try {
            journal = new Journal(folder);
            new Replay(journal, store, inventory).run();
            return new Intake(journal, store, inventory, limits);
        } catch (IOException e) {
            if (journal != null) {
                journal.close();
            }
            throw new IOException("the journal of agents in " + folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static DocumentReader reader(IntakeLimits limits) {
        DocumentLimits usual = DocumentLimits.DEFAULT;
        return new DocumentReader(new DocumentLimits(
                limits.bodyBytes(), usual.pairs(), usual.datapoints(), usual.ids(), usual.textLength()));
    }

    IntakeLimits limits() {
        return limits;
    }

    /** Uses other limits from now on. */
    public void use(IntakeLimits other) {
        reader = reader(other);
        limits = other;
    }

    /**
     * What agents have sent.
     *
     * @param address where they post to; empty if nobody listens
     */
    public IntakeStatus status(String address) {
        return new IntakeStatus(
                address,
                ingest.fault(),
                taken.sum(),
                refusals.documents(),
                refused.sum(),
                samples.sum(),
                refusals.datapoints() + feeder.leftOut(),
                bytes.sum(),
                ingest.waiting(),
                feeder.waiting(),
                journal.bytes());
    }

    /** Counts a document that was answered with something else than 200. */
    void refused() {
        refused.increment();
    }

    /**
     * Counts a document of somebody who may not post, and says it.
     *
     * @param from the address that it came from
     */
    void refused(String from, String why) {
        refused();
        refusals.stranger(from, why);
    }

    /**
     * Takes a document; it is durable when this returns, or it is one that nobody will ever understand.
     *
     * @param agent whom the request names, for messages
     * @throws RequestFault if it is not taken
     */
    void take(String agent, BodyBytes.Body body, boolean zipped) throws InterruptedException {
        bytes.add(body.length());
        try (Ingest.Expected expected = ingest.expect()) {
            if (zipped) {
                unzip(body);
            }
            take(agent, body, expected);
        }
        taken.increment();
    }

    private static void unzip(BodyBytes.Body body) throws InterruptedException {
        try {
            body.unzip();
        } catch (IOException unzippable) {
            throw new RequestFault(RequestFault.INTERNAL, "Invalid data format received.");
        }
    }

    private void take(String agent, BodyBytes.Body body, Ingest.Expected expected) throws InterruptedException {
        long plain = body.length();
        boolean alone = plain > LARGE_BYTES;
        int weight = alone ? READING_BYTES : (int) plain;
        if (!reading.tryAcquire(weight, READING_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new RequestFault(RequestFault.UNAVAILABLE, "too many documents at once; send it again later");
        }
        try {
            Submission document = read(agent, body);
            boolean hasUnknown = !document.unknown().isEmpty();
            if (!hasUnknown || !alone) {
                reading.release(weight);
                weight = 0;
            }
            // All of what was read of new datapoints is in memory until they are durable.
            body.becomes(document.bytes() + (hasUnknown && weight == 0 ? IN_MEMORY * plain : 0));
            store(document, expected);
        } finally {
            reading.release(weight);
        }
    }

    private Submission read(String agent, BodyBytes.Body body) {
        try {
            Submission document = documents.samples(reader.read(body.bytes()));
            if (document.bytes() > Ingest.MAX_BYTES) {
                throw new RequestFault(
                        RequestFault.TOO_LARGE, "the values of a document may have " + Ingest.MAX_BYTES + " bytes");
            }
            return document;
        } catch (DocumentException e) {
            return refusal(agent, e);
        }
    }

    /** As pattoo answers; nothing of a document that it takes and throws away. */
    private Submission refusal(String agent, DocumentException e) {
        switch (e.kind()) {
            case NOT_JSON -> throw new RequestFault(RequestFault.INTERNAL, "Invalid data format received.");
            case NOT_OBJECT -> throw new RequestFault(RequestFault.NOT_FOUND, "not an object");
            case OTHER_MEMBERS -> throw new RequestFault(RequestFault.INTERNAL, "Invalid JSON data received.");
            case TOO_LARGE -> throw new RequestFault(RequestFault.TOO_LARGE, String.valueOf(e.getMessage()));
            case BROKEN -> refusals.document(agent, String.valueOf(e.getMessage()));
        }
        return new Submission(agent, 0);
    }

    private void store(Submission document, Ingest.Expected expected) throws InterruptedException {
        if (document.isEmpty()) {
            return;
        }
        try {
            expected.submit(document);
            document.await(DURABLE_MILLIS);
            samples.add(document.rows().size());
        } catch (IOException notDurable) {
            throw new RequestFault(
                    RequestFault.UNAVAILABLE, "the document could not be stored: " + notDurable.getMessage());
        }
    }

    /** Brings what was taken into the store; what that does not take in time is in the journal for the next start. */
    @Override
    public void close() {
        ingest.close();
    }
}

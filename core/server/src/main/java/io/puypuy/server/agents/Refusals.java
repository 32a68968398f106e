package io.puypuy.server.agents;

import io.puypuy.api.CheckException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what is left out, and says it once an hour for each agent and reason. Thread-safe. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    /** Lines an hour: agents choose their names and what they do wrong. */
    private static final int MAX_SAID = 200;

    private static final long FORGOTTEN_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Set<Said> said = new HashSet<>();
    private long sinceNanos = System.nanoTime();
    private final LongAdder documents = new LongAdder();
    private final LongAdder datapoints = new LongAdder();

    private record Said(String agent, String reason) {}

    /** A document that is answered 200 and of which nothing is taken. */
    void document(String agent, String reason) {
        documents.increment();
        if (isNew(agent, "document")) {
            LOG.warn(
                    "a document of the agent {} was not understood and dropped ({}); further ones are counted",
                    CheckException.quoted(agent),
                    reason);
        }
    }

    /** Says that a document was not taken from an address, whatever agent it names; whoever refuses it counts it. */
    void stranger(String address, String reason) {
        if (isNew(address, reason)) {
            LOG.warn("a document from {} was not taken ({}); further ones are counted", address, reason);
        }
    }

    /**
     * Datapoints of a document whose others are taken.
     *
     * @param example a key of one
     */
    void datapoints(String agent, String reason, long count, String example) {
        datapoints.add(count);
        if (isNew(agent, reason)) {
            LOG.warn(
                    "{} datapoints of the agent {} were dropped ({}; one is {}); further ones are counted",
                    count,
                    CheckException.quoted(agent),
                    reason,
                    CheckException.quoted(example));
        }
    }

    private synchronized boolean isNew(String agent, String reason) {
        long now = System.nanoTime();
        if (now - sinceNanos > FORGOTTEN_NANOS) {
            said.clear();
            sinceNanos = now;
        }
        return said.size() < MAX_SAID && said.add(new Said(agent, reason));
    }

    long documents() {
        return documents.sum();
    }

    long datapoints() {
        return datapoints.sum();
    }
}

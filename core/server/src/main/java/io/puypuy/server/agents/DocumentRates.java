package io.puypuy.server.agents;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How many documents each agent may still send: a bucket for each that fills with time. Thread-safe. */
final class DocumentRates {
    private static final int MAX_AGENTS = 20_000;
    private static final int BURST_SECONDS = 10;
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_AGENTS;
        }
    };

    private static final class Bucket {
        private double documents;
        private long atNanos;

        Bucket(double documents, long atNanos) {
            this.documents = documents;
            this.atNanos = atNanos;
        }
    }

    DocumentRates(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
    }

    /** Takes one document; false if the agent has to wait. */
    synchronized boolean take(String agent) {
        long now = nanos.getAsLong();
        double most = perSecond * BURST_SECONDS;
        Bucket bucket = buckets.computeIfAbsent(agent, name -> new Bucket(most, now));
        bucket.documents = Math.min(most, bucket.documents + (now - bucket.atNanos) / NANOS * perSecond);
        bucket.atNanos = now;
        if (bucket.documents < 1) {
            return false;
        }
        bucket.documents--;
        return true;
    }
}

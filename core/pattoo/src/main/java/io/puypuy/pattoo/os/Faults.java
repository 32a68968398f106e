package io.puypuy.pattoo.os;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what could not be read, and logs when that begins and ends. Used by one thread; the count by any. */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    // More than any machine mounts; a source beyond is counted only.
    private static final int MAX_REMEMBERED = 1000;

    private final Map<String, String> failing = new HashMap<>();
    private final LongAdder count = new LongAdder();

    void failed(String source, Exception fault) {
        count.increment();
        if (failing.size() < MAX_REMEMBERED && failing.put(source, String.valueOf(fault.getMessage())) == null) {
            LOG.warn("{} cannot be read, its values are left out: {}", source, fault.getMessage());
        }
    }

    void succeeded(String source) {
        if (!failing.isEmpty() && failing.remove(source) != null) {
            LOG.info("{} can be read again", source);
        }
    }

    /** For a source that is not there any more. */
    void forget(String source) {
        failing.remove(source);
    }

    /** What fails at the moment, with the reason. */
    Map<String, String> now() {
        return Map.copyOf(failing);
    }

    /** How often something could not be read, since the start. */
    long count() {
        return count.sum();
    }
}

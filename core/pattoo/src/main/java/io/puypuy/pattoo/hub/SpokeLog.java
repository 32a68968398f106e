package io.puypuy.pattoo.hub;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says when spokes begin to fail and when they answer again; a few of each poll by name. Thread-safe. */
final class SpokeLog {
    private static final Logger LOG = LoggerFactory.getLogger(SpokeLog.class);
    private static final int MOST_NAMED = 20;

    private final AtomicInteger failing = new AtomicInteger();
    private final AtomicInteger recovered = new AtomicInteger();

    void fails(PolledSpoke spoke, String reason) {
        if (failing.incrementAndGet() <= MOST_NAMED) {
            LOG.warn("spoke {} gives no document: {}", spoke.address(), reason);
        }
    }

    void answersAgain(PolledSpoke spoke) {
        if (recovered.incrementAndGet() <= MOST_NAMED) {
            LOG.info("spoke {} answers again", spoke.address());
        }
    }

    /** A poll has ended. */
    void end() {
        int more = failing.getAndSet(0) - MOST_NAMED;
        if (more > 0) {
            LOG.warn("{} more spokes give no document; the status page says why", more);
        }
        int moreAgain = recovered.getAndSet(0) - MOST_NAMED;
        if (moreAgain > 0) {
            LOG.info("{} more spokes answer again", moreAgain);
        }
    }
}

package io.puypuy.engine.spool;

import io.puypuy.engine.settings.DurationText;
import java.io.IOException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells when a spool's disk begins to fail and when it works again. Belongs to the owner of the spool. */
final class DiskHealth {
    private static final Logger LOG = LoggerFactory.getLogger(DiskHealth.class);

    private final Object folder;
    private final InstantSource clock;
    private final Outage fails = new Outage();

    /**
     * @param folder as it is to be named in the log
     */
    DiskHealth(Object folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    void failed(IOException cause) {
        if (fails.add(1, clock.millis())) {
            LOG.error("{}: the disk fails; new points are kept in memory only", folder, cause);
        }
    }

    void works() {
        if (fails.lasts()) {
            long times = fails.count();
            LOG.info(
                    "{}: the disk works again after {} and {} errors",
                    folder,
                    DurationText.shortly(fails.end(clock.millis())),
                    times);
        }
    }
}

package io.puypuy.engine.delivery;

import io.puypuy.engine.settings.DurationText;
import io.puypuy.engine.spool.Outage;
import io.puypuy.engine.spool.RejectedPoint;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says when a receiver's state changes. Used by the lane's thread. */
final class DeliveryLog {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);
    private static final int MOST_QUOTED = 300;
    /** Refusals come and go with single metrics: those within this time are one trouble. */
    private static final long REFUSAL_QUIET_MILLIS = 600_000;

    private final String name;
    private final LaneClock clock;
    private final Outage away = new Outage();
    private boolean notAllowed;
    private boolean refused;
    private long lastRefusalMillis;

    DeliveryLog(String name, LaneClock clock) {
        this.name = name;
        this.clock = clock;
    }

    void failed(String reason) {
        if (away.add(1, clock.millis())) {
            LOG.warn("backend {} does not deliver, its points wait: \"{}\"", name, cut(reason));
        }
    }

    void notAllowed(String reason) {
        away.add(1, clock.millis());
        if (!notAllowed) {
            notAllowed = true;
            LOG.error(
                    "backend {} is not allowed to deliver, its points wait: \"{}\"; change its settings",
                    name,
                    cut(reason));
        }
    }

    void works() {
        if (away.lasts()) {
            long failures = away.count();
            LOG.info(
                    "backend {} delivers again after {} and {} failures",
                    name,
                    DurationText.shortly(away.end(clock.millis())),
                    failures);
            notAllowed = false;
        }
    }

    void refused(List<RejectedPoint> points) {
        long now = clock.millis();
        if (!refused || now - lastRefusalMillis > REFUSAL_QUIET_MILLIS) {
            String reason = cut(points.get(0).reason());
            LOG.error("backend {} refuses {} points, they are in rejected/: \"{}\"", name, points.size(), reason);
        }
        refused = true;
        lastRefusalMillis = now;
    }

    private static String cut(String text) {
        return text.length() <= MOST_QUOTED ? text : text.substring(0, MOST_QUOTED) + "…";
    }
}

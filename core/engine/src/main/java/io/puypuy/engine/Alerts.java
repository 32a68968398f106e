package io.puypuy.engine;

import io.puypuy.api.Alert;
import io.puypuy.api.Event;
import io.puypuy.api.Origin;
import io.puypuy.api.Tags;
import io.puypuy.engine.check.AlertListener;
import io.puypuy.engine.status.AlertStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alerts that are not OK now; each change is an event. Thread-safe. */
final class Alerts implements AlertListener {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    private final Supplier<Origin> origin;
    private final Events events;
    // Guarded by this.
    private final Map<String, AlertStatus> raised = new TreeMap<>();

    /**
     * @param origin of this daemon, as it is now
     * @param events where changes go
     */
    Alerts(Supplier<Origin> origin, Events events) {
        this.origin = origin;
        this.events = events;
    }

    @Override
    public synchronized void changed(String job, String target, Alert alert, long timeMillis) {
        String key = job + '\n' + target + '\n' + alert.name();
        if (alert.level() == Alert.Level.OK) {
            raised.remove(key);
            LOG.info("{}: {}", job, alert.message());
        } else {
            raised.put(key, new AlertStatus(job, alert.name(), alert.level(), alert.message(), timeMillis));
            LOG.warn("{}: {}", job, alert.message());
        }
        events.add(new Event(
                alert.name(),
                origin.get(),
                Tags.of("target", target),
                timeMillis,
                alert.level().code(),
                alert.level(),
                alert.message(),
                alert.reaction().orElse(0)));
    }

    @Override
    public void happened(Event event) {
        events.add(event);
    }

    /** Forgets the alerts of checks that there are no more. */
    synchronized void retain(Collection<String> jobs) {
        raised.values().removeIf(alert -> !jobs.contains(alert.job()));
    }

    synchronized List<AlertStatus> statuses() {
        return new ArrayList<>(raised.values());
    }
}

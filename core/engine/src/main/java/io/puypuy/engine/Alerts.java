package io.puypuy.engine;

import io.puypuy.api.Alert;
import io.puypuy.engine.status.AlertStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alerts that are not OK now. Thread-safe. */
final class Alerts {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    // By job and name; guarded by this.
    private final Map<String, AlertStatus> raised = new TreeMap<>();

    /** Takes a change of an alert's level. */
    synchronized void changed(String job, Alert alert, long sinceMillis) {
        String key = job + '\n' + alert.name();
        if (alert.level() == Alert.Level.OK) {
            if (raised.remove(key) != null) {
                LOG.info("{}", alert.message());
            }
            return;
        }
        raised.put(key, new AlertStatus(job, alert.name(), alert.level(), alert.message(), sinceMillis));
        LOG.warn("{}", alert.message());
    }

    /** Forgets the alerts of checks that there are no more. */
    synchronized void retain(Collection<String> jobs) {
        raised.values().removeIf(alert -> !jobs.contains(alert.job()));
    }

    synchronized List<AlertStatus> statuses() {
        return new ArrayList<>(raised.values());
    }
}

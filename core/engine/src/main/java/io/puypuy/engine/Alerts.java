package io.puypuy.engine;

import io.puypuy.api.Alert;
import io.puypuy.engine.check.AlertListener;
import io.puypuy.engine.status.AlertStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alerts that are not OK now. Thread-safe. */
final class Alerts implements AlertListener {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    // Guarded by this.
    private final Map<String, AlertStatus> raised = new TreeMap<>();

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
    }

    /** Forgets the alerts of checks that there are no more. */
    synchronized void retain(Collection<String> jobs) {
        raised.values().removeIf(alert -> !jobs.contains(alert.job()));
    }

    synchronized List<AlertStatus> statuses() {
        return new ArrayList<>(raised.values());
    }
}

package io.puypuy.engine;

import io.puypuy.api.Alert;
import io.puypuy.api.Event;
import io.puypuy.api.Origin;
import io.puypuy.api.Tags;
import io.puypuy.engine.check.AlertListener;
import io.puypuy.engine.schedule.Job;
import io.puypuy.engine.status.AlertStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alerts that are not OK now; each change is an event. Thread-safe. */
final class Alerts implements AlertListener {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    private final Supplier<Origin> origin;
    private final Events events;
    // Guarded by this.
    private final Map<String, Raised> raised = new TreeMap<>();

    /** An alert and when it got its level. */
    private record Raised(JobKey job, Alert alert, long sinceMillis) {}

    /**
     * @param origin of this daemon, as it is now
     * @param events where changes go
     */
    Alerts(Supplier<Origin> origin, Events events) {
        this.origin = origin;
        this.events = events;
    }

    @Override
    public void changed(String job, String target, Alert alert, long timeMillis) {
        changed(new JobKey(job, target), alert, timeMillis);
    }

    private synchronized void changed(JobKey job, Alert alert, long timeMillis) {
        String key = job.name() + '\n' + job.target() + '\n' + alert.name();
        if (alert.level() == Alert.Level.OK) {
            raised.remove(key);
            LOG.info("{}: {}", job.name(), alert.message());
        } else {
            raised.put(key, new Raised(job, alert, timeMillis));
            LOG.warn("{}: {}", job.name(), alert.message());
        }
        events.add(new Event(
                alert.name(),
                origin.get(),
                Tags.of("target", job.target()),
                timeMillis,
                alert.level().code(),
                alert.level(),
                alert.message(),
                alert.reaction().orElse(0)));
    }

    @Override
    public synchronized List<Alert> raised(String job, String target) {
        JobKey key = new JobKey(job, target);
        return raised.values().stream()
                .filter(one -> one.job.equals(key))
                .map(Raised::alert)
                .toList();
    }

    @Override
    public void happened(Event event) {
        events.add(event);
    }

    /**
     * Ends the alerts of jobs that there are no more: nobody else would ever say that they are OK.
     *
     * @param unready names of checks that will have jobs again, which then say it
     */
    synchronized void retain(Collection<? extends Job> jobs, Set<String> unready, long nowMillis) {
        if (raised.isEmpty()) {
            return;
        }
        Set<JobKey> known = jobs.stream().map(JobKey::of).collect(Collectors.toSet());
        for (Raised one : List.copyOf(raised.values())) {
            if (!known.contains(one.job) && !unready.contains(one.job.name())) {
                changed(one.job, AlertListener.ended(one.alert, one.job.name() + " is not run any more"), nowMillis);
            }
        }
    }

    synchronized List<AlertStatus> statuses() {
        List<AlertStatus> statuses = new ArrayList<>(raised.size());
        for (Raised one : raised.values()) {
            Alert alert = one.alert;
            statuses.add(
                    new AlertStatus(one.job.name(), alert.name(), alert.level(), alert.message(), one.sinceMillis));
        }
        return statuses;
    }
}

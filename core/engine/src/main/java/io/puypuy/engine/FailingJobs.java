package io.puypuy.engine;

import io.puypuy.api.Alert;
import io.puypuy.api.Event;
import io.puypuy.api.Origin;
import io.puypuy.api.Tags;
import io.puypuy.engine.status.JobStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes an event of a check or script that begins to fail, and of one that works again or is gone. Used by the thread {@code cycle}. */
final class FailingJobs {
    private Set<JobKey> failing = new HashSet<>();

    /**
     * What has changed since it was last asked.
     *
     * @param unready names of checks that will have jobs again
     * @param errorHandler {@code error_handler} of {@code [SelfConfig]}
     */
    List<Event> changes(List<JobStatus> jobs, Set<String> unready, Origin origin, int errorHandler, long nowMillis) {
        Set<JobKey> now = new HashSet<>();
        Set<JobKey> gone = new HashSet<>(failing);
        List<Event> events = new ArrayList<>();
        for (JobStatus job : jobs) {
            JobKey key = new JobKey(job.name(), job.target());
            gone.remove(key);
            boolean fails = job.state() == JobStatus.State.FAILED || job.state() == JobStatus.State.TIMED_OUT;
            // Between two runs, and while one lasts, nothing is known that was not known before.
            boolean unknown = job.state() == JobStatus.State.NEW || job.state() == JobStatus.State.RUNNING;
            if (fails || (unknown && failing.contains(key))) {
                now.add(key);
            }
            if (fails != failing.contains(key) && !unknown) {
                Alert.Level level = fails ? Alert.Level.ERROR : Alert.Level.OK;
                String message = fails ? job.message() : job.name() + " works again";
                events.add(event(key, level, message, origin, errorHandler, nowMillis));
            }
        }
        for (JobKey key : gone) {
            if (unready.contains(key.name())) {
                now.add(key);
            } else {
                String message = key.name() + " is not run any more";
                events.add(event(key, Alert.Level.OK, message, origin, errorHandler, nowMillis));
            }
        }
        failing = now;
        return events;
    }

    private static Event event(
            JobKey job, Alert.Level level, String message, Origin origin, int errorHandler, long nowMillis) {
        return new Event(
                job.name(),
                origin,
                Tags.of("target", job.target()),
                nowMillis,
                level.code(),
                level,
                level + ": " + message,
                -errorHandler);
    }
}

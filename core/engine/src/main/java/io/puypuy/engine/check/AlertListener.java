package io.puypuy.engine.check;

import io.puypuy.api.Alert;
import io.puypuy.api.Event;
import java.util.List;

/** Is told of changes of alerts, and of events. Called by the threads that run checks. */
public interface AlertListener {
    /**
     * An alert has another level than before; one that begins with OK is not told of.
     *
     * @param job name of the check
     * @param target label of its section, empty if it has none
     * @param alert with its reaction set
     * @param timeMillis when the run began that found it; milliseconds since 1970
     */
    void changed(String job, String target, Alert alert, long timeMillis);

    /**
     * The alerts of a check that are not OK now, as they were told of last: also by a job of other settings, which
     * the one that asks has replaced.
     */
    List<Alert> raised(String job, String target);

    /** An alert that nobody reports any more, as OK. */
    static Alert ended(Alert alert, String reason) {
        return new Alert(alert.name(), Alert.Level.OK, "OK: " + reason, alert.reaction());
    }

    /** Something happened that is no state. */
    void happened(Event event);
}

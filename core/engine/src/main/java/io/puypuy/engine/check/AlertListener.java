package io.puypuy.engine.check;

import io.puypuy.api.Alert;
import io.puypuy.api.Event;

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

    /** Something happened that is no state. */
    void happened(Event event);
}

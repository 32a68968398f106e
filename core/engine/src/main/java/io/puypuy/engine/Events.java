package io.puypuy.engine;

import io.puypuy.api.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has happened since the last batch; bounded, the oldest goes. Thread-safe. */
final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final int MOST = 10_000;

    // Guarded by this.
    private final ArrayDeque<Event> waiting = new ArrayDeque<>();
    private long lost;

    synchronized void add(Event event) {
        if (waiting.size() == MOST) {
            waiting.removeFirst();
            lost++;
        }
        waiting.addLast(event);
    }

    /** All of them, oldest first, which are forgotten here. */
    synchronized List<Event> take() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        if (lost > 0) {
            LOG.error("{} events of one cycle are lost, because there were more than {}", lost, MOST);
            lost = 0;
        }
        List<Event> taken = new ArrayList<>(waiting);
        waiting.clear();
        return taken;
    }
}

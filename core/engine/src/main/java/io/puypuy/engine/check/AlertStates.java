package io.puypuy.engine.check;

import io.puypuy.api.Alert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The alerts of one check instance as they were reported last. Owner: the thread that runs the job. */
final class AlertStates {
    static final int MAX_ALERTS = 10_000;

    private final String job;
    private final Map<String, State> states = new LinkedHashMap<>();

    private record State(Alert alert, long lastMillis) {}

    AlertStates(String job) {
        this.job = job;
    }

    /** Takes over what the job before has left raised: its end is told by this one, and it is not told of twice. */
    void takeOver(List<Alert> raised, long nowMillis) {
        for (Alert alert : raised) {
            states.put(alert.name(), new State(alert, nowMillis));
        }
    }

    /** Notes a state; returns whether the level is another than before. One that begins with OK has not changed. */
    boolean changes(Alert alert, long nowMillis) {
        State before = states.get(alert.name());
        Alert.Level level = before == null ? Alert.Level.OK : before.alert.level();
        states.put(alert.name(), new State(alert, nowMillis));
        return alert.level() != level;
    }

    /** Whether another alert can be remembered. */
    boolean hasRoomFor(String name) {
        return states.size() < MAX_ALERTS || states.containsKey(name);
    }

    /**
     * Forgets alerts that runs have not reported since a moment: their disk is gone, say.
     *
     * @return those of them that were not OK, as OK now
     */
    List<Alert> forgetBefore(long millis) {
        List<Alert> ended = new ArrayList<>();
        states.values().removeIf(state -> {
            if (state.lastMillis >= millis) {
                return false;
            }
            if (state.alert.level() != Alert.Level.OK) {
                ended.add(AlertListener.ended(state.alert, job + " does not report it any more"));
            }
            return true;
        });
        return ended;
    }

    /** The alert with the reaction of the settings, if it has none. */
    static Alert withReaction(Alert alert, int errorHandler) {
        return alert.reaction().isPresent()
                ? alert
                : new Alert(alert.name(), alert.level(), alert.message(), OptionalInt.of(-errorHandler));
    }
}

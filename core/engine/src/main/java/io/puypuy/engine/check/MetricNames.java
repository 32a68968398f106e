package io.puypuy.engine.check;

import io.puypuy.api.Metric;
import io.puypuy.api.NumberType;
import io.puypuy.api.Style;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which kind of numbers each metric name has, over all checks: databases break on a name that has two. A name is free
 * again when the last check that sent it is gone. Thread-safe.
 */
public final class MetricNames {
    private final Map<String, Kind> kinds = new HashMap<>();

    private record Kind(NumberType numberType, Style style, String firstUser, Set<Object> users) {}

    /**
     * Notes that a check sends the metric.
     *
     * @param user identity of the check's instance
     * @return why it may not; empty if it may
     */
    synchronized String claim(Metric metric, Object user, String userName) {
        Kind kind = kinds.get(metric.name());
        if (kind == null) {
            kind = new Kind(metric.numberType(), metric.style(), userName, new HashSet<>());
            kinds.put(metric.name(), kind);
        }
        if (kind.numberType != metric.numberType() || kind.style != metric.style()) {
            return "metric " + metric.name() + " is " + shown(metric.numberType(), metric.style()) + " here and "
                    + shown(kind.numberType, kind.style) + " in " + kind.firstUser + "; give it another name";
        }
        kind.users.add(user);
        return "";
    }

    /** Gives up all names of a check. */
    synchronized void release(Object user) {
        kinds.values().removeIf(kind -> kind.users.remove(user) && kind.users.isEmpty());
    }

    private static String shown(NumberType numberType, Style style) {
        if (style == Style.RATE) {
            return "a rate";
        }
        return numberType == NumberType.INTEGER ? "a whole number" : "a floating number";
    }
}

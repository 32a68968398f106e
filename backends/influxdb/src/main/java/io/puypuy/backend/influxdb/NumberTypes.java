package io.puypuy.backend.influxdb;

import io.puypuy.api.Metric;
import io.puypuy.api.NumberType;
import io.puypuy.api.Settings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which metrics are sent as integers. A field has one type in InfluxDB, that of the first point in a shard; points of
 * another type are refused. Only integers keep whole numbers beyond 2^53.
 *
 * @param integers whether metrics with whole numbers are sent as integers at all
 * @param floatMetrics names of those that are not
 */
record NumberTypes(boolean integers, Set<String> floatMetrics) {
    // The name has no quotes in it, or nobody could say where it ends.
    private static final Pattern CONFLICT =
            Pattern.compile("on measurement \"([^\"]{1,255})\" is type (\\w+), already exists as type (\\w+)");

    NumberTypes {
        floatMetrics = Set.copyOf(floatMetrics);
    }

    static NumberTypes from(Settings settings) {
        return new NumberTypes(
                settings.truth("integers", true), new LinkedHashSet<>(settings.list("float_metrics", List.of())));
    }

    boolean isInteger(Metric metric) {
        return metric.numberType() == NumberType.INTEGER && integers && !floatMetrics.contains(metric.name());
    }

    /**
     * What to do about a conflict.
     *
     * @param metric whose points are refused
     */
    record Cure(String metric, String words) {}

    /** What to do against the conflict that the server complains of; empty if it complains of something else. */
    Optional<Cure> cure(String complaint) {
        Matcher conflict = CONFLICT.matcher(complaint);
        if (!conflict.find()) {
            return Optional.empty();
        }
        String name = conflict.group(1);
        String sent = conflict.group(2);
        String stored = conflict.group(3);
        return Optional.of(new Cure(
                name,
                cure(name, sent, stored) + ": the database has " + name + " as " + stored + ", it was sent as "
                        + sent));
    }

    private String cure(String name, String sent, String stored) {
        if (sent.equals("integer") && stored.equals("float")) {
            return "add " + name + " to float_metrics";
        }
        if (sent.equals("float") && stored.equals("integer")) {
            if (floatMetrics.contains(name)) {
                return "take " + name + " out of float_metrics";
            }
            if (!integers) {
                return "set integers = yes";
            }
        }
        return "drop the old " + name + ", or wait for the next shard";
    }
}

package io.puypuy.check.nagios;

import io.puypuy.api.ChartType;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Tags;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes points of performance data: the label becomes a part of the metric's name. Used by one thread. */
final class PerfMetrics {
    /** What plugins call their values changes seldom; those that number them would fill databases. */
    private static final int MAX_LABELS = 1_000;

    private static final int MAX_NAME = 100;
    private static final String PREFIX = "nagios_";
    private static final String LABEL = "<label>";
    private static final Pattern OTHER_CHARACTERS = Pattern.compile("[^a-z0-9]+");
    /** Names that the check itself has. */
    private static final Set<String> TAKEN = Set.of("state", "duration");

    private static final List<Part> PARTS = List.of(
            new Part("_warn", "upper end of the range of no warning", item -> item.warn()
                    .high()),
            new Part("_warn_low", "lower end of that range", item -> item.warn().low()),
            new Part("_crit", "upper end of the range that is not critical", item -> item.crit()
                    .high()),
            new Part("_crit_low", "lower end of that range", item -> item.crit().low()),
            new Part("_min", "least value that is possible", PerfData.Item::min),
            new Part("_max", "largest value that is possible", PerfData.Item::max));

    // As printed, because both are tags: many labels may become the same part of a name.
    private final Set<Printed> known = new HashSet<>();

    private record Printed(String label, String unit) {}

    /** What stands behind a value. */
    private record Part(String suffix, String help, Of of) {
        interface Of {
            OptionalDouble number(PerfData.Item item);
        }
    }

    /** Every metric, with {@code <label>} in place of the label. */
    static List<Metric> patterns() {
        Stream<Metric> parts = PARTS.stream()
                .map(part -> metric(LABEL + part.suffix, "as printed").help(part.help));
        return Stream.concat(
                        Stream.of(metric(LABEL, "as printed").help("a value of the plugin's performance data")), parts)
                .toList();
    }

    /**
     * Reports one value and what stands behind it.
     *
     * @throws CheckException if there have been too many labels
     */
    void report(PerfData.Item item, Tags check, CheckRun run) throws CheckException {
        String name = name(item.label());
        Printed printed = new Printed(item.label(), item.unit());
        if (!known.contains(printed) && known.size() >= MAX_LABELS) {
            throw new CheckException("performance data " + CheckException.quoted(item.label())
                    + " left out: there have been " + MAX_LABELS + " other labels since the start");
        }
        known.add(printed);
        String unit = unit(item.unit());
        Tags tags = check.and("unit", unit).and("label", name.equals(item.label()) ? "" : item.label());
        run.add(metric(name, unit).chart(chart(item.unit())), item.value(), tags);
        for (Part part : PARTS) {
            OptionalDouble number = part.of.number(item);
            if (number.isPresent()) {
                run.add(metric(name + part.suffix, unit), number.getAsDouble(), tags);
            }
        }
    }

    private static Metric metric(String name, String unit) {
        return Metric.floating(PREFIX + name, unit).type(NagiosCheck.TYPE);
    }

    /** A label as a part of a name. */
    static String name(String label) {
        if (label.equals("/")) {
            // As check_disks calls it.
            return "rootfs";
        }
        String lower = label.toLowerCase(Locale.ROOT);
        String name = OTHER_CHARACTERS.matcher(lower).replaceAll("_").replaceAll("^_+|_+$", "");
        if (name.isEmpty()) {
            return "value";
        }
        String cut = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
        return TAKEN.contains(cut) ? cut + "_value" : cut;
    }

    // Not converted: what KB means is up to the plugin.
    private static String unit(String printed) {
        return switch (printed) {
            case "B" -> "bytes";
            case "%" -> "percent";
            case "c" -> "count";
            default -> printed;
        };
    }

    private static ChartType chart(String printed) {
        return switch (printed) {
            case "%" -> ChartType.PERCENT;
            case "c" -> ChartType.COUNTER;
            default -> ChartType.NONE;
        };
    }
}

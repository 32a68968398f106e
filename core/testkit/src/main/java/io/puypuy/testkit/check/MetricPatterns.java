package io.puypuy.testkit.check;

import io.puypuy.api.Metric;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of metrics of which the source chooses a part: {@code nagios_<label>} stands for {@code nagios_load1}. */
final class MetricPatterns {
    private static final Pattern CHOSEN = Pattern.compile("<[^<>]+>");

    private MetricPatterns() {}

    /** Whether a metric is among those that the check declares; unit, chart and help of one with a pattern are the source's. */
    static boolean declares(List<Metric> declared, Metric sent) {
        return declared.contains(sent)
                || declared.stream()
                        .anyMatch(metric -> isPattern(metric.name())
                                && matches(metric.name(), sent.name())
                                && metric.style() == sent.style()
                                && metric.numberType() == sent.numberType()
                                && metric.type().equals(sent.type()));
    }

    /** The name itself if it is declared, else the longest pattern that it matches, else the name. */
    static String declared(Collection<String> names, String sent) {
        if (names.contains(sent)) {
            return sent;
        }
        return names.stream()
                .filter(name -> isPattern(name) && matches(name, sent))
                .max(Comparator.comparingInt(String::length))
                .orElse(sent);
    }

    private static boolean isPattern(String name) {
        return CHOSEN.matcher(name).find();
    }

    private static boolean matches(String pattern, String name) {
        String regex =
                Arrays.stream(CHOSEN.split(pattern, -1)).map(Pattern::quote).collect(Collectors.joining(".+"));
        return name.matches(regex);
    }
}

package io.puypuy.api.read;

import io.puypuy.api.CheckException;
import io.puypuy.api.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * A page of metrics in Prometheus' text exposition format 0.0.4 or in OpenMetrics 1.0 text. Immutable.
 *
 * <p>As {@link Fields}, a name stands for the sample of that name without labels.
 */
public final class PrometheusText implements Fields {
    /** Most samples that are kept of one page. */
    public static final int MAX_SAMPLES = 50_000;

    private final List<Sample> samples;
    private final Map<String, List<Sample>> byName = new HashMap<>();

    /** What a family's numbers mean. */
    public enum Kind {
        COUNTER,
        GAUGE,
        HISTOGRAM,
        GAUGEHISTOGRAM,
        SUMMARY,
        INFO,
        STATESET,
        /** Nothing is said of them, or a word that is not known here. */
        UNTYPED;

        static Kind of(String word) {
            String name = word.toUpperCase(Locale.ROOT);
            for (Kind kind : values()) {
                if (kind.name().equals(name)) {
                    return kind;
                }
            }
            return UNTYPED;
        }
    }

    /**
     * Samples that belong together, such as the buckets, the sum and the count of a histogram.
     *
     * @param help one sentence; empty if the page has none
     */
    public record Family(String name, Kind kind, String help) {}

    /**
     * One number of a page.
     *
     * @param name with the suffix, such as {@code _bucket} or {@code _total}
     * @param labels the label {@code le} or {@code quantile} among them
     * @param value a {@link Long} if whole and within 64 bits, else a {@link Double}, which may be infinite or not a
     *     number
     * @param timestampMillis when the server says that it was measured, in milliseconds since 1970
     */
    public record Sample(Family family, String name, Tags labels, Number value, OptionalLong timestampMillis) {}

    PrometheusText(List<Sample> samples) {
        this.samples = Collections.unmodifiableList(samples);
        for (Sample sample : samples) {
            byName.computeIfAbsent(sample.name(), name -> new ArrayList<>(1)).add(sample);
        }
    }

    /**
     * Reads all samples of a page.
     *
     * @throws CheckException with the number of the line that is of another form, or if there are more than
     *     {@link #MAX_SAMPLES}
     */
    public static PrometheusText parse(String text) throws CheckException {
        return parse(text, name -> true);
    }

    /**
     * Reads some samples of a page, which saves memory on large ones. The other lines are judged all the same.
     *
     * @param wanted whether samples of that name are kept
     */
    public static PrometheusText parse(String text, Predicate<String> wanted) throws CheckException {
        return new PrometheusText(new PrometheusReader(text, wanted).read());
    }

    /** All samples in the order of the page. */
    public List<Sample> samples() {
        return samples;
    }

    /** The samples of that name, in the order of the page. */
    public List<Sample> samples(String name) {
        return Collections.unmodifiableList(byName.getOrDefault(name, List.of()));
    }

    /** The families that have samples, in the order of the page. */
    public Collection<Family> families() {
        Collection<Family> families = new LinkedHashSet<>();
        for (Sample sample : samples) {
            families.add(sample.family());
        }
        return families;
    }

    @Override
    public Optional<Number> number(String name) {
        for (Sample sample : byName.getOrDefault(name, List.of())) {
            if (sample.labels().isEmpty()) {
                return Optional.of(sample.value());
            }
        }
        return Optional.empty();
    }
}

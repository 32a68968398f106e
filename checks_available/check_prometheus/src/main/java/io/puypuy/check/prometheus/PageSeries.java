package io.puypuy.check.prometheus;

import io.puypuy.api.Tags;
import io.puypuy.api.read.PrometheusText;
import io.puypuy.api.read.PrometheusText.Sample;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The series of one page. Totals that have the same name and tags, because some labels are no tags, are added up. Of gauges a
 * sum may mean nothing, and what a page has twice with the same labels is one thing: these are {@link #ambiguous}.
 */
final class PageSeries {
    private final Selection selection;
    private final PageMetrics metrics;
    private final Map<SeriesKey, Number> totals = new LinkedHashMap<>();
    private final Map<SeriesKey, Double> gauges = new LinkedHashMap<>();
    private final Map<SeriesKey, Buckets> histograms = new LinkedHashMap<>();
    private final Set<SeriesKey> doubtful = new LinkedHashSet<>();

    private PageSeries(Selection selection, PageMetrics metrics) {
        this.selection = selection;
        this.metrics = metrics;
    }

    static PageSeries of(PrometheusText page, Selection selection, PageMetrics metrics) {
        PageSeries series = new PageSeries(selection, metrics);
        for (Sample sample : page.samples()) {
            series.add(sample);
        }
        series.totals.keySet().removeAll(series.doubtful);
        series.gauges.keySet().removeAll(series.doubtful);
        series.histograms.keySet().removeAll(series.doubtful);
        return series;
    }

    private void add(Sample sample) {
        String name = sample.name();
        switch (sample.family().kind()) {
            case COUNTER -> {
                // The moment when it began to count, in OpenMetrics.
                if (!name.endsWith("_created")) {
                    addTotal(sample);
                }
            }
            case HISTOGRAM -> addOfHistogram(sample);
            case SUMMARY -> {
                if (name.endsWith("_sum") || name.endsWith("_count")) {
                    addTotal(sample);
                } else if (!name.endsWith("_created")) {
                    addQuantile(sample);
                }
            }
            case GAUGEHISTOGRAM -> {
                if (!name.endsWith("_bucket")) {
                    addGauge(sample);
                }
            }
            default -> {
                if (selection.isCounter(name)) {
                    addTotal(sample);
                } else {
                    addGauge(sample);
                }
            }
        }
    }

    private void addOfHistogram(Sample sample) {
        String name = sample.name();
        Optional<String> bound = sample.labels().value("le");
        if (name.endsWith("_bucket") && bound.isPresent()) {
            Tags tags = selection.tags(sample.labels(), "le");
            SeriesKey key = new SeriesKey(metrics.quantile(sample), tags);
            boolean isNew =
                    histograms.computeIfAbsent(key, first -> new Buckets()).add(bound.get(), sample.value());
            if (!isNew && tags.size() + 1 == sample.labels().size()) {
                doubtful.add(key);
            }
        } else if (name.endsWith("_sum") || name.endsWith("_count")) {
            addTotal(sample);
        }
    }

    private void addTotal(Sample sample) {
        Tags tags = selection.tags(sample.labels(), "");
        SeriesKey key = new SeriesKey(metrics.rate(sample), tags);
        Number other = totals.put(key, sample.value());
        if (other != null) {
            totals.put(key, sum(other, sample.value()));
            // With all labels the same it is one total that the page has twice, and not two.
            if (tags.size() == sample.labels().size()) {
                doubtful.add(key);
            }
        }
    }

    static Number sum(Number a, Number b) {
        if (a instanceof Long x && b instanceof Long y) {
            long sum = x + y;
            boolean overflow = ((x ^ sum) & (y ^ sum)) < 0;
            if (!overflow) {
                return sum;
            }
        }
        return a.doubleValue() + b.doubleValue();
    }

    // Not a number means that there was nothing to make it of.
    private void addQuantile(Sample sample) {
        Optional<String> quantile = sample.labels().value("quantile");
        if (quantile.isPresent() && !Double.isNaN(sample.value().doubleValue())) {
            Tags tags = selection.tags(sample.labels(), "quantile").and("quantile", quantile.get());
            addGauge(new SeriesKey(metrics.gauge(sample), tags), sample);
        }
    }

    private void addGauge(Sample sample) {
        addGauge(new SeriesKey(metrics.gauge(sample), selection.tags(sample.labels(), "")), sample);
    }

    private void addGauge(SeriesKey key, Sample sample) {
        if (gauges.put(key, sample.value().doubleValue()) != null) {
            doubtful.add(key);
        }
    }

    /** Totals whose rates are sent. */
    Map<SeriesKey, Number> totals() {
        return Collections.unmodifiableMap(totals);
    }

    Map<SeriesKey, Double> gauges() {
        return Collections.unmodifiableMap(gauges);
    }

    /** Buckets of each histogram; the key is the one of its quantiles, without the tag {@code quantile}. */
    Map<SeriesKey, Buckets> histograms() {
        return Collections.unmodifiableMap(histograms);
    }

    /** Names of what is there more than once with the same tags, is not to be added up, and so is not among the others. */
    Set<String> ambiguous() {
        Set<String> names = new LinkedHashSet<>();
        for (SeriesKey key : doubtful) {
            names.add(key.metric().name());
        }
        return names;
    }

    /** Series without the quantiles of histograms. */
    int size() {
        return totals.size() + gauges.size();
    }

    boolean isEmpty() {
        return totals.isEmpty() && gauges.isEmpty() && histograms.isEmpty() && doubtful.isEmpty();
    }
}

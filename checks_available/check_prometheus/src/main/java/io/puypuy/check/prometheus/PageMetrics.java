package io.puypuy.check.prometheus;

import io.puypuy.api.ChartType;
import io.puypuy.api.Metric;
import io.puypuy.api.read.PrometheusText.Sample;
import java.util.HashMap;
import java.util.Map;

/**
 * The metrics that the samples of one page are sent as, by the name that is sent: most have many samples. Those of the page
 * before are taken over where they still fit, because a page has the same ones every time. Used by the thread of the run.
 */
final class PageMetrics {
    private static final int MAX_HELP = 200;

    private final Selection selection;
    private final Map<String, Made> ratesBefore;
    private final Map<String, Made> gaugesBefore;
    private final Map<String, Made> rates = new HashMap<>();
    private final Map<String, Made> gauges = new HashMap<>();

    /**
     * A metric.
     *
     * @param help as it is on the page
     */
    private record Made(Metric metric, String help) {}

    private PageMetrics(Selection selection, Map<String, Made> ratesBefore, Map<String, Made> gaugesBefore) {
        this.selection = selection;
        this.ratesBefore = ratesBefore;
        this.gaugesBefore = gaugesBefore;
    }

    /** For the first page. */
    static PageMetrics none(Selection selection) {
        return new PageMetrics(selection, Map.of(), Map.of());
    }

    /** For the page after this one. */
    PageMetrics next() {
        return new PageMetrics(selection, rates, gauges);
    }

    /** What the rate of this sample is sent as. */
    Metric rate(Sample sample) {
        return metric(selection.name(sample), true, sample);
    }

    /** What this sample is sent as. */
    Metric gauge(Sample sample) {
        return metric(selection.name(sample), false, sample);
    }

    /** What quantiles of this sample's family are sent as. */
    Metric quantile(Sample sample) {
        return metric(selection.familyName(sample), false, sample);
    }

    private Metric metric(String name, boolean rate, Sample sample) {
        Map<String, Made> here = rate ? rates : gauges;
        Made made = here.get(name);
        if (made == null) {
            made = made(name, rate, sample);
            here.put(name, made);
        }
        return made.metric;
    }

    private Made made(String name, boolean rate, Sample sample) {
        String unit = rate ? Unit.ofRate(sample.name()) : gaugeUnit(sample);
        String help = sample.family().help();
        Made before = (rate ? ratesBefore : gaugesBefore).get(name);
        if (before != null && before.metric.unit().equals(unit) && before.help.equals(help)) {
            return before;
        }
        return new Made(make(name, unit, help, rate), help);
    }

    private Metric make(String name, String unit, String help, boolean rate) {
        Metric metric = rate ? Metric.rate(name, unit).chart(ChartType.RATE) : Metric.floating(name, unit);
        return metric.type(selection.type()).help(sentence(help));
    }

    private static String gaugeUnit(Sample sample) {
        return sample.name().endsWith("_gcount") ? "" : Unit.of(sample.family().name());
    }

    private static String sentence(String help) {
        String plain = help.replaceAll("\\s+", " ").strip();
        return plain.length() <= MAX_HELP ? plain : plain.substring(0, MAX_HELP);
    }
}

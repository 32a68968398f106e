package io.puypuy.check.prometheus;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.PrometheusText;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.pf4j.Extension;

/**
 * Metrics of any program that shows a page for Prometheus. Source: "Exposition formats" of the Prometheus documentation, and
 * the OpenMetrics specification 1.0. When the page cannot be read or has another form, the run fails and sends {@code
 * prometheus_up} 0 alone; when more is wanted of it than {@code max_series}, the run fails and sends none of it.
 */
@Extension
public final class PrometheusCheck implements Check {
    private static final String ACCEPT =
            "text/plain;version=0.0.4, application/openmetrics-text;version=1.0.0;q=0.5, */*;q=0.1";

    private HttpRequest page = HttpRequest.get(URI.create("http://127.0.0.1:9090/metrics"));
    private Selection selection = Selection.everything();
    private PageMetrics metrics = PageMetrics.none(selection);
    private BucketGrowth growth = new BucketGrowth();
    private Metric up = up(selection);

    private static Metric up(Selection selection) {
        return Metric.integer("prometheus_up", "").type(selection.type()).help("1 if the page could be read, else 0");
    }

    @Override
    public String section() {
        return "Prometheus";
    }

    @Override
    public List<Metric> metrics() {
        return List.of();
    }

    @Override
    public void configure(Settings settings) {
        URI url = settings.uri("url", URI.create("http://127.0.0.1:9090/metrics"));
        page = HttpRequest.from(settings, url).header("Accept", ACCEPT);
        selection = Selection.from(settings);
        metrics = PageMetrics.none(selection);
        growth = new BucketGrowth();
        up = up(selection);
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        PrometheusText text;
        try {
            text = PrometheusText.parse(run.http().send(page).ok(), selection::wants);
        } catch (CheckException | IOException e) {
            run.add(up, 0);
            throw e;
        }
        run.add(up, 1);
        PageMetrics made = metrics.next();
        PageSeries series = PageSeries.of(text, selection, made);
        if (series.isEmpty()) {
            throw new CheckException(page + " has no metric that is wanted; look at include and exclude");
        }
        int size = series.size()
                + series.histograms().size() * selection.quantiles().size();
        if (size > selection.maxSeries()) {
            throw new CheckException(page + " has " + size + " series that are wanted, more than max_series, which is "
                    + selection.maxSeries() + "; narrow include, or raise it");
        }
        metrics = made;
        report(series, run);
    }

    private void report(PageSeries series, CheckRun run) {
        series.totals().forEach((key, total) -> {
            if (total instanceof Long whole) {
                run.add(key.metric(), whole, key.tags());
            } else {
                run.add(key.metric(), total.doubleValue(), key.tags());
            }
        });
        series.gauges().forEach((key, value) -> run.add(key.metric(), value, key.tags()));
        growth.next(series.histograms(), (key, grown) -> {
            for (double quantile : selection.quantiles()) {
                run.add(key.metric(), grown.quantile(quantile), key.tags().and("quantile", Double.toString(quantile)));
            }
        });
        for (String ambiguous : series.ambiguous()) {
            run.targetFailed(
                    ambiguous,
                    new CheckException("left out, because it is there several times, and no tag tells them apart;"
                            + " look at tags and exclude_tags"));
        }
    }
}

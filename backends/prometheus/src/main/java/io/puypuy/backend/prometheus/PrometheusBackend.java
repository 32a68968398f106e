package io.puypuy.backend.prometheus;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Settings;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.BackendContext;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Limits;
import io.puypuy.api.backend.PerSeries;
import io.puypuy.api.backend.ScrapePage;
import io.puypuy.api.backend.UnsendablePointException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * Shows the newest points at {@code /metrics} of the daemon's web server. A point is delivered when it is on the page, or
 * when a newer one, or its age, has made it useless there.
 */
@Extension
public final class PrometheusBackend implements Backend {
    private static final Limits LIMITS = new Limits(10_000, 1 << 20);
    private static final Duration STALE_AFTER = Duration.ofMinutes(5);
    private static final int MISSED_PERIODS = 3;
    private static final int MOST_SERIES = 20_000;

    private final PerSeries<byte[]> heads = new PerSeries<>(PagePoint::head);
    private final InstantSource clock;
    private @Nullable MetricsPage page;

    public PrometheusBackend() {
        this(InstantSource.system());
    }

    PrometheusBackend(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String type() {
        return "Prometheus";
    }

    @Override
    public void configure(Settings settings, BackendContext context) {
        int mostSeries = (int) settings.integer("max_series", MOST_SERIES, 1, 1_000_000);
        Duration least = settings.duration("stale_after", STALE_AFTER);
        boolean set = settings.has("stale_after");
        page = new MetricsPage(mostSeries, () -> set ? least : atLeast(least, context.period()), clock);
    }

    /** Where the agent collects so seldom that a value would be stale before the next one comes, it stays longer. */
    private static Duration atLeast(Duration least, Duration period) {
        Duration missed = period.multipliedBy(MISSED_PERIODS);
        return missed.compareTo(least) > 0 ? missed : least;
    }

    @Override
    public Limits limits() {
        return LIMITS;
    }

    @Override
    public void encode(DataPoint point, EncodeBuffer out) throws UnsendablePointException {
        out.put(heads.of(point.series()));
        PagePoint.tail(point, out);
    }

    @Override
    public Optional<ScrapePage> scrapePage() {
        return Optional.of(configured());
    }

    @Override
    public Delivery send(EncodedPoints points) {
        MetricsPage shown = configured();
        shown.forgetStale();
        List<Delivery.Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < points.count(); i++) {
            refusal(points.point(i), shown, i).ifPresent(refusals::add);
        }
        return refusals.isEmpty() ? new Delivery.Stored() : new Delivery.Refused(refusals);
    }

    private static Optional<Delivery.Refusal> refusal(byte[] point, MetricsPage page, int index) {
        try {
            return page.put(PagePoint.decode(point)).map(reason -> new Delivery.Refusal(index, reason));
        } catch (IllegalArgumentException garbled) {
            return Optional.of(new Delivery.Refusal(index, String.valueOf(garbled.getMessage())));
        }
    }

    private MetricsPage configured() {
        if (page == null) {
            throw new IllegalStateException("not configured");
        }
        return page;
    }
}

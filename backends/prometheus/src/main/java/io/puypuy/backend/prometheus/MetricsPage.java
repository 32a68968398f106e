package io.puypuy.backend.prometheus;

import io.puypuy.api.backend.ScrapePage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The newest point of each series, family by family, as long as it is fresh. Thread-safe by its own lock.
 *
 * <p>Samples have no time on the page: who fetches it takes them as of that moment, and notices when one is gone. So a
 * point that is older than the limit must not be shown, be it that its check has stopped, or that it waited in the spool.
 */
final class MetricsPage implements ScrapePage {
    /** Characters of names and labels for each series that there may be, so that few long ones are bounded, too. */
    private static final int CHARACTERS_EACH = 512;

    private final int mostSeries;
    private final Supplier<Duration> staleAfter;
    private final InstantSource clock;
    private final TreeMap<String, Family> families = new TreeMap<>();
    private int series;
    private long characters;

    /** An empty page. */
    MetricsPage(int mostSeries, Supplier<Duration> staleAfter, InstantSource clock) {
        this.mostSeries = mostSeries;
        this.staleAfter = staleAfter;
        this.clock = clock;
    }

    /** Makes room: forgets what is stale. */
    synchronized void forgetStale() {
        long now = clock.millis();
        families.values().forEach(family -> family.forget(time -> isStale(time, now)));
        families.values().removeIf(family -> family.size() == 0);
        series = families.values().stream().mapToInt(Family::size).sum();
        characters = families.values().stream().mapToLong(Family::characters).sum();
    }

    /** Takes a point, unless it is stale or there is a newer one; says why if there is no room for it. */
    synchronized Optional<String> put(PagePoint point) {
        long now = clock.millis();
        if (isStale(point.timestampMillis(), now)) {
            return Optional.empty();
        }
        Family family = families.get(point.family());
        if (family == null || !family.has(point.labels())) {
            if (series >= mostSeries) {
                return Optional.of("the page has " + series + " series already; raise max_series");
            }
            int length = point.family().length() + point.labels().length();
            if (characters + length > (long) CHARACTERS_EACH * mostSeries) {
                return Optional.of("names and labels on the page are too long together; raise max_series");
            }
            series++;
            characters += length;
            family = families.computeIfAbsent(point.family(), Family::new);
        }
        family.put(point, now);
        return Optional.empty();
    }

    /** Also if it is that far in the future: the clock was wrong then, or is now. */
    private boolean isStale(long timestampMillis, long nowMillis) {
        return Math.abs(nowMillis - timestampMillis) >= staleAfter.get().toMillis();
    }

    @Override
    public synchronized Content content(String accept) {
        forgetStale();
        PageFormat format = Accept.best(accept);
        StringBuilder page = new StringBuilder();
        families.values().forEach(family -> family.write(format, page));
        return new Content(format.contentType(), page.append(format.end()).toString());
    }
}

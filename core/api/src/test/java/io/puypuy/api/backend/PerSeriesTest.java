package io.puypuy.api.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PerSeriesTest {
    private static final int MOST = 30_000;

    private final AtomicInteger derived = new AtomicInteger();
    private final PerSeries<String> names = new PerSeries<>(series -> {
        derived.incrementAndGet();
        return series.name();
    });

    private static List<Series> series(int count) {
        Origin origin = new Origin("h", "", "", "");
        return IntStream.range(0, count)
                .mapToObj(i -> new Series(Metric.integer("m_" + i, ""), origin, Tags.none()))
                .toList();
    }

    @Test
    void derivesOnceForEachSeries() {
        List<Series> all = series(MOST);
        for (int round = 0; round < 2; round++) {
            all.forEach(each -> assertThat(names.of(each)).isEqualTo(each.name()));
        }

        assertThat(derived).hasValue(MOST);
    }

    @Test
    void forgetsEverythingWhenThereAreTooMany() {
        List<Series> all = series(MOST + 1);
        all.forEach(names::of);
        assertThat(derived).hasValue(MOST + 1);

        assertThat(names.of(all.get(MOST))).isEqualTo("m_" + MOST);
        assertThat(derived).as("the last one is kept").hasValue(MOST + 1);
        assertThat(names.of(all.get(0))).isEqualTo("m_0");
        assertThat(derived).as("the first one is not").hasValue(MOST + 2);
    }
}

package io.puypuy.bench;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Points as a machine with many disks, cores and containers has them: 500 series with six tags each, half of them whole
 * numbers, a quarter percentages with two decimals, a quarter rates with all their digits. The same at every run.
 */
final class Sample {
    static final int SERIES = 500;
    private static final Origin ORIGIN = new Origin("host17.example.org", "production", "webservers", "east-west-2");
    private static final long FIRST_MILLIS = 1_763_685_111_000L;

    private Sample() {}

    /** Rounds of all series, five seconds apart. */
    static List<DataPoint> points(int count) {
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < SERIES; i++) {
            Metric metric =
                    switch (i % 4) {
                        case 0, 1 -> Metric.integer("drive_bytes_used_" + i / 50, "bytes");
                        case 2 -> Metric.percent("cpu_load_percent_" + i / 50);
                        default -> Metric.rate("network_bytes_per_second_" + i / 50, "bytes/s");
                    };
            series.add(new Series(metric.type("system"), ORIGIN, Tags.of("device", "sd" + i)));
        }
        Random random = new Random(SERIES);
        List<DataPoint> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Series of = series.get(i % SERIES);
            long time = FIRST_MILLIS + i / SERIES * 5000L;
            points.add(
                    switch (i % SERIES % 4) {
                        case 0, 1 -> DataPoint.of(of, time, random.nextLong() >>> (24 + random.nextInt(32)));
                        case 2 -> DataPoint.of(of, time, random.nextInt(10_000) / 100.0);
                        default -> DataPoint.of(of, time, random.nextDouble() * 1e6);
                    });
        }
        return points;
    }
}

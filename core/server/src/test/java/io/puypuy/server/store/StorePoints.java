package io.puypuy.server.store;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import java.util.ArrayList;
import java.util.List;

/** Points for the tests of the store. */
public final class StorePoints {
    public static final Origin ORIGIN = new Origin("web1", "c1", "", "");
    public static final Metric LOAD =
            Metric.floating("load_1", "").type("system").help("load average");
    public static final Metric MEMORY =
            Metric.integer("mem_used", "bytes").type("system").help("used memory");

    private StorePoints() {}

    public static Series series(Metric metric, String core) {
        return new Series(metric, ORIGIN, Tags.of("core", core));
    }

    /** {@code count} points of one series, one each {@code stepMillis}: 0, 1, 2… */
    public static List<DataPoint> ramp(Series series, long fromMillis, long stepMillis, int count) {
        List<DataPoint> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            points.add(DataPoint.of(series, fromMillis + i * stepMillis, (long) i));
        }
        return points;
    }
}

package io.puypuy.check.prometheus;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** What histograms have counted from one run to the next. Remembers those of the last page only. Used by the thread of the run. */
final class BucketGrowth {
    private Map<SeriesKey, Buckets> before = Map.of();

    /** Gives what each histogram has counted since the last call; nothing of those that are new, began anew, or counted nothing. */
    void next(Map<SeriesKey, Buckets> now, BiConsumer<SeriesKey, Buckets> grown) {
        for (Map.Entry<SeriesKey, Buckets> histogram : now.entrySet()) {
            Buckets earlier = before.get(histogram.getKey());
            if (earlier != null) {
                Buckets since = histogram.getValue().since(earlier);
                if (since.count() > 0) {
                    grown.accept(histogram.getKey(), since);
                }
            }
        }
        before = new HashMap<>(now);
    }
}

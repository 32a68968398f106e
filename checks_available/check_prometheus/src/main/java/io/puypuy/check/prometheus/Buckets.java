package io.puypuy.check.prometheus;

import io.puypuy.api.read.FieldNumber;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A histogram: how many observations were at most as large as each bound. Those of several may be added up. Source: "Histograms
 * and summaries" of the Prometheus documentation.
 */
final class Buckets {
    private final NavigableMap<Double, Double> counts = new TreeMap<>();

    /**
     * Adds to the count of a bound, which is the label {@code le}; another text than a number is passed over.
     *
     * @return whether there was none of this bound
     */
    boolean add(String bound, Number count) {
        Optional<Number> number =
                bound.equals("+Inf") ? Optional.of(Double.POSITIVE_INFINITY) : FieldNumber.parse(bound);
        // Without one that is none, what is left of the histogram is coarser, but right.
        if (number.isEmpty()) {
            return true;
        }
        Double other = counts.put(number.get().doubleValue(), count.doubleValue());
        if (other != null) {
            counts.put(number.get().doubleValue(), other + count.doubleValue());
        }
        return other == null;
    }

    /** What was counted since; empty if the bounds are others, or a count is lower than before: it began anew. */
    Buckets since(Buckets before) {
        Buckets grown = new Buckets();
        if (!counts.keySet().equals(before.counts.keySet())) {
            return grown;
        }
        for (Map.Entry<Double, Double> bucket : counts.entrySet()) {
            Double earlier = before.counts.get(bucket.getKey());
            if (earlier == null || !(bucket.getValue() >= earlier)) {
                return new Buckets();
            }
            grown.counts.put(bucket.getKey(), bucket.getValue() - earlier);
        }
        return grown;
    }

    /** Number of all observations. */
    double count() {
        return counts.isEmpty() ? 0 : counts.lastEntry().getValue();
    }

    /**
     * The value that this share of the observations does not exceed, as if those of one bucket were spread evenly over it: as
     * Prometheus' {@code histogram_quantile} does it. Above the highest bound nothing is known: then it is that bound.
     *
     * @return not a number if there is no observation, or no bound
     */
    double quantile(double share) {
        double rank = share * count();
        double lower = 0;
        double below = 0;
        boolean first = true;
        for (Map.Entry<Double, Double> bucket : counts.entrySet()) {
            double upper = bucket.getKey();
            double within = bucket.getValue() - below;
            if (bucket.getValue() >= rank && within > 0) {
                if (Double.isInfinite(upper)) {
                    return first ? Double.NaN : lower;
                }
                if (first && upper <= 0) {
                    return upper;
                }
                return lower + (upper - lower) * (rank - below) / within;
            }
            lower = upper;
            below = bucket.getValue();
            first = false;
        }
        return Double.NaN;
    }
}

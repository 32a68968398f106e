package io.puypuy.server.pattoo;

import io.puypuy.server.store.Samples;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A number that a datapoint had, as it came.
 *
 * @param value with ten decimals
 */
record Sample(int datapoint, long timestampMillis, String value) {
    private static final int DECIMALS = 10;

    static Sample of(int datapoint, Samples samples, int place) {
        BigDecimal exact = samples.isWhole(place)
                ? BigDecimal.valueOf(samples.whole(place))
                : new BigDecimal(samples.number(place));
        return new Sample(
                datapoint,
                samples.millis(place),
                exact.setScale(DECIMALS, RoundingMode.HALF_EVEN).toPlainString());
    }

    String key() {
        return "(" + datapoint + ", " + timestampMillis + ")";
    }
}

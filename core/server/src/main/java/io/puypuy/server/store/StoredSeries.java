package io.puypuy.server.store;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.NumberType;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;

/**
 * A series of the catalogue.
 *
 * @param id number in the rows of the table; ids ascend from 0; there are gaps where series without rows were
 * @param metric name of the metric
 * @param tags all of them, with {@code host} and {@code type}
 */
record StoredSeries(int id, String metric, NumberType numberType, Tags tags) {
    /** What makes a series one. A metric that changed its number type, which none should, goes on as another series. */
    record Key(String metric, NumberType numberType, Tags tags) {}

    Key key() {
        return new Key(metric, numberType, tags);
    }

    /** The number that the bits of a row stand for. */
    double value(long bits) {
        return numberType == NumberType.INTEGER ? (double) bits : Double.longBitsToDouble(bits);
    }

    static long bits(DataPoint point) {
        return point.isInteger() ? point.integer() : Double.doubleToLongBits(point.floating());
    }

    static Key key(Series series) {
        Metric metric = series.metric();
        return new Key(metric.name(), metric.numberType(), series.allTags());
    }
}

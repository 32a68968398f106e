package io.puypuy.pattoo.os;

import io.puypuy.pattoo.document.DataType;
import java.util.ArrayList;
import java.util.List;

/** The values of one collection, in the order in which they are added. Used by one thread. */
final class Readings {
    private final List<Reading> readings = new ArrayList<>();
    private long millis;

    /** The time of all that is added from now on. */
    void at(long epochMillis) {
        millis = epochMillis;
    }

    void integer(String key, Number value) {
        add(key, DataType.INTEGER, value, Part.HOST);
    }

    void floating(String key, double value) {
        add(key, DataType.FLOAT, value, Part.HOST);
    }

    void counter(String key, Number value) {
        add(key, DataType.COUNTER64, value, Part.HOST);
    }

    void add(String key, DataType type, Number value, Part part) {
        readings.add(new Reading(key, type, value, millis, part));
    }

    List<Reading> list() {
        return List.copyOf(readings);
    }
}

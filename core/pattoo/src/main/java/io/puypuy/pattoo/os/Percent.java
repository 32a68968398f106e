package io.puypuy.pattoo.os;

/** Shares as pattoo's agents send them: in percent, with one decimal, from 0 to 100. */
final class Percent {
    private Percent() {}

    static double of(long part, long whole) {
        return Math.min(Math.max(Math.rint(part * 1000.0 / whole) / 10, 0), 100);
    }
}

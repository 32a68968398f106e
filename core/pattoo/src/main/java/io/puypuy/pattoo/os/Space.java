package io.puypuy.pattoo.os;

/**
 * Bytes of one file system.
 *
 * @param free unused, with what is reserved for root
 * @param available unused, for everybody
 */
record Space(long total, long free, long available) {
    long used() {
        return total - free;
    }
}

package io.puypuy.check.disks;

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

    /** As df counts: what is reserved for root belongs to neither. 0 to 100; 100 if nobody can use anything. */
    double percentUsed() {
        long usable = used() + available;
        return usable > 0 ? used() * 100.0 / usable : 100;
    }
}

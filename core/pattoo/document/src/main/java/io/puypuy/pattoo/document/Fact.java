package io.puypuy.pattoo.document;

import org.jspecify.annotations.Nullable;

/** A pair that every datapoint must have; all others are its metadata. */
enum Fact {
    CHECKSUM(0, Names.CHECKSUM),
    DATA_TYPE(1, Names.DATA_TYPE),
    KEY(2, Names.KEY),
    VALUE(3, Names.VALUE),
    TIMESTAMP(4, Names.TIMESTAMP),
    AGENT_ID(5, Names.AGENT_ID),
    TARGET(6, Names.TARGET),
    PROGRAM(7, Names.PROGRAM),
    HOSTNAME(8, Names.HOSTNAME),
    POLLING_INTERVAL(9, Names.POLLING_INTERVAL);

    private static final Fact[] ALL = values();

    static final int COUNT = ALL.length;

    /** Where it stands among the facts of a datapoint, from 0. */
    final int place;

    private final String wireName;

    Fact(int place, String wireName) {
        this.place = place;
        this.wireName = wireName;
    }

    /** The fact whose name was read last; null for metadata. */
    static @Nullable Fact of(JsonBytes json) {
        int length = json.textBytes();
        for (Fact fact : ALL) {
            if (fact.wireName.length() == length && json.is(fact.wireName)) {
                return fact;
            }
        }
        // One with an escape, which nobody writes.
        return null;
    }
}

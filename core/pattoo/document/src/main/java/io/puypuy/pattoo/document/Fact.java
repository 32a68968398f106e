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

    /** The fact of that name, without making a text of it; null for metadata. */
    static @Nullable Fact of(char[] chars, int from, int length) {
        for (Fact fact : ALL) {
            if (fact.wireName.length() == length && fact.is(chars, from)) {
                return fact;
            }
        }
        return null;
    }

    private boolean is(char[] chars, int from) {
        // The names differ at their ends.
        for (int i = wireName.length() - 1; i >= 0; i--) {
            if (wireName.charAt(i) != chars[from + i]) {
                return false;
            }
        }
        return true;
    }
}

package io.puypuy.check.ipconntrack;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.Fields;
import io.puypuy.api.read.LineWords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One reading of /proc/pid/net/stat/nf_conntrack: a line of names, then one of hexadecimal counts for each processor. The
 * columns are found by name, because versions of Linux have different ones. Immutable.
 */
final class ConntrackStat implements Fields {
    private static final String FIRST = "entries";
    private static final int HEXADECIMAL = 16;

    private final Map<String, Long> sums;

    private final long entries;

    private ConntrackStat(long entries, Map<String, Long> sums) {
        this.entries = entries;
        this.sums = Collections.unmodifiableMap(sums);
    }

    /**
     * Adds up the processors.
     *
     * @throws CheckException if there is no processor, or a line has another number of columns than the first
     */
    static ConntrackStat parse(String text) throws CheckException {
        LineWords words = new LineWords(text);
        List<String> names = new ArrayList<>();
        if (words.nextLine() && words.lineStartsWith(FIRST)) {
            while (words.hasWord()) {
                names.add(words.word());
            }
        }
        Map<String, Long> sums = new HashMap<>();
        // Each processor's line has the same.
        long entries = 0;
        while (!names.isEmpty() && words.nextLine()) {
            entries = count(words);
            for (String name : names.subList(1, names.size())) {
                sums.merge(name, count(words), Long::sum);
            }
            if (words.hasWord()) {
                throw new CheckException("more counts than names in the line " + CheckException.quoted(words.line()));
            }
        }
        if (sums.isEmpty()) {
            throw CheckException.unexpectedReply("a table of nf_conntrack that begins with \"entries\"", text);
        }
        return new ConntrackStat(entries, sums);
    }

    /** Connections in the table. */
    long entries() {
        return entries;
    }

    // The kernel's counters have 32 bits: the sum of all processors fits.
    private static long count(LineWords words) throws CheckException {
        String word = words.word();
        try {
            return Integer.toUnsignedLong(Integer.parseUnsignedInt(word, HEXADECIMAL));
        } catch (NumberFormatException e) {
            throw new CheckException("expected a hexadecimal count, got " + CheckException.quoted(word), e);
        }
    }

    @Override
    public Optional<Number> number(String column) {
        return Optional.ofNullable(sums.get(column));
    }
}

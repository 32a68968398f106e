package io.puypuy.pattoo.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One datapoint of a received document, with everything that it lacks nothing of. Immutable. */
public final class ReceivedDatapoint {
    /** pattoo's columns hold no more. */
    static final int MOST_CHARACTERS = 512;

    private static final Comparator<String> BY_CODE_POINTS = ReceivedDatapoint::compareCodePoints;

    private final ReceivedPairs pairs;
    private final PairIds places;
    private final int index;
    private final Facts facts;

    /** What must be there. */
    record Facts(
            String checksum,
            DataType type,
            String key,
            Object value,
            long timestampMillis,
            String agentId,
            String target,
            String program,
            String hostname,
            long intervalMillis) {}

    ReceivedDatapoint(ReceivedPairs pairs, PairIds places, int index, Facts facts) {
        this.pairs = pairs;
        this.places = places;
        this.index = index;
        this.facts = facts;
    }

    /** As it was posted: SHA-256 in 64 hexadecimal digits, if pattoo's rules were followed. */
    public String checksum() {
        return facts.checksum;
    }

    public DataType type() {
        return facts.type;
    }

    public String key() {
        return facts.key;
    }

    /**
     * The value: a {@code String} if the type is {@link DataType#TEXT}, else a {@code Long}, a {@code BigInteger} beyond
     * that, or a finite {@code Double}, as it was posted.
     */
    public Object value() {
        return facts.value;
    }

    /** Whether the value is a whole number that 64 bits hold. */
    public boolean isWhole() {
        return facts.value instanceof Long;
    }

    /**
     * The whole number.
     *
     * @throws IllegalStateException if the value {@link #isWhole is none}
     */
    public long whole() {
        if (facts.value instanceof Long whole) {
            return whole;
        }
        throw new IllegalStateException(facts.key + " is no whole number of 64 bits, but " + facts.value);
    }

    /**
     * The number; a whole one beyond 2^53 loses its last digits.
     *
     * @throws IllegalStateException if the value is text
     */
    public double floating() {
        if (facts.value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalStateException(facts.key + " is text, not a number");
    }

    /** When the value was read, in milliseconds since 1970. */
    public long timestampMillis() {
        return facts.timestampMillis;
    }

    public String agentId() {
        return facts.agentId;
    }

    /** What was polled. */
    public String target() {
        return facts.target;
    }

    public String program() {
        return facts.program;
    }

    /** The agent's own machine. */
    public String hostname() {
        return facts.hostname;
    }

    /** How often the agent polls, in milliseconds; above 0. */
    public long intervalMillis() {
        return facts.intervalMillis;
    }

    /** What pattoo's server keeps as the name of the datapoint: SHA-512 of agent id, target and checksum. */
    public String identity() {
        return ChecksumChain.sha512(facts.agentId + facts.target + facts.checksum);
    }

    /** All entries of metadata as they were posted and in that order, which the checksum depends on. */
    public List<MetadataPair> postedMetadata() {
        List<MetadataPair> entries = new ArrayList<>();
        for (int i = places.begin(index); i < places.end(index); i++) {
            int place = places.id(i);
            @Nullable Object value = pairs.value(place);
            if (pairs.key(place) instanceof String key && value instanceof String text) {
                entries.add(new MetadataPair(key, text));
            }
        }
        return entries;
    }

    /**
     * The metadata as pattoo's server keeps it: sorted by the key that was posted; of a key only its words (letters,
     * digits, underscores, apostrophes), joined by underscores and in lower case; keys and values cut to 512 characters.
     */
    public List<MetadataPair> metadata() {
        List<MetadataPair> entries = postedMetadata();
        entries.sort(Comparator.comparing(MetadataPair::key, BY_CODE_POINTS));
        entries.replaceAll(entry -> new MetadataPair(cut(words(entry.key())), cut(entry.value())));
        return entries;
    }

    private static int compareCodePoints(String one, String other) {
        int most = Math.min(one.length(), other.length());
        for (int i = 0; i < most; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                // Surrogates stand for characters behind all others, though their numbers are smaller.
                boolean bothOrNone = Character.isSurrogate(a) == Character.isSurrogate(b);
                return bothOrNone ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    private static String words(String key) {
        StringBuilder words = new StringBuilder(key.length());
        boolean gap = false;
        for (int i = 0; i < key.length(); ) {
            int c = key.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\'' || PythonText.isWordCharacter(c)) {
                if (gap && !words.isEmpty()) {
                    words.append('_');
                }
                words.appendCodePoint(c);
                gap = false;
            } else {
                gap = true;
            }
        }
        return PythonText.lower(words.toString());
    }

    /** Whether the text has no more characters than are kept. */
    static boolean fits(String text) {
        return text.length() <= MOST_CHARACTERS || text.codePointCount(0, text.length()) <= MOST_CHARACTERS;
    }

    private static String cut(String text) {
        return fits(text) ? text : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s of %s = %s @%d", facts.key, facts.target, value(), timestampMillis());
    }
}

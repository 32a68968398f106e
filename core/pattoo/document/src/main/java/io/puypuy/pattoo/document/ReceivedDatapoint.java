package io.puypuy.pattoo.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One datapoint of a received document, with everything that it lacks nothing of. Immutable. */
public final class ReceivedDatapoint {
    /** pattoo's columns hold no more. */
    public static final int MOST_CHARACTERS = 512;

    private static final Comparator<String> BY_CODE_POINTS = ReceivedDatapoint::compareCodePoints;

    private final ReceivedPairs pairs;
    private final PairIds places;
    private final int index;
    private final ReceivedSource source;
    private final String checksum;
    private final DataType type;
    private final String key;
    private final Object value;
    private final long timestampMillis;

    ReceivedDatapoint(
            ReceivedPairs pairs,
            PairIds places,
            int index,
            ReceivedSource source,
            String checksum,
            DataType type,
            String key,
            Object value,
            long timestampMillis) {
        this.pairs = pairs;
        this.places = places;
        this.index = index;
        this.source = source;
        this.checksum = checksum;
        this.type = type;
        this.key = key;
        this.value = value;
        this.timestampMillis = timestampMillis;
    }

    /** As it was posted: SHA-256 in 64 hexadecimal digits, if pattoo's rules were followed. */
    public String checksum() {
        return checksum;
    }

    public DataType type() {
        return type;
    }

    public String key() {
        return key;
    }

    /**
     * The value: a {@code String} if the type is {@link DataType#TEXT}, else a {@code Long}, a {@code BigInteger} beyond
     * that, or a finite {@code Double}, as it was posted.
     */
    public Object value() {
        return value;
    }

    /** Whether the value is a whole number that 64 bits hold. */
    public boolean isWhole() {
        return value instanceof Long;
    }

    /**
     * The whole number.
     *
     * @throws IllegalStateException if the value {@link #isWhole is none}
     */
    public long whole() {
        if (value instanceof Long whole) {
            return whole;
        }
        throw new IllegalStateException(key + " is no whole number of 64 bits, but " + value);
    }

    /**
     * The number; a whole one beyond 2^53 loses its last digits.
     *
     * @throws IllegalStateException if the value is text
     */
    public double floating() {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalStateException(key + " is text, not a number");
    }

    /** When the value was read, in milliseconds since 1970. */
    public long timestampMillis() {
        return timestampMillis;
    }

    /** Agent, target and interval. */
    public ReceivedSource source() {
        return source;
    }

    public String agentId() {
        return source.agentId();
    }

    /** What was polled. */
    public String target() {
        return source.target();
    }

    public String program() {
        return source.program();
    }

    /** The agent's own machine. */
    public String hostname() {
        return source.hostname();
    }

    /** How often the agent polls, in milliseconds; above 0. */
    public long intervalMillis() {
        return source.intervalMillis();
    }

    /** What pattoo's server keeps as the name of the datapoint: SHA-512 of agent id, target and checksum. */
    public String identity() {
        return ChecksumChain.sha512(source.agentId() + source.target() + checksum);
    }

    /** All entries of metadata as they were posted and in that order, which the checksum depends on. */
    public List<MetadataPair> postedMetadata() {
        List<MetadataPair> entries = new ArrayList<>();
        for (int i = places.begin(index); i < places.end(index); i++) {
            int place = places.id(i);
            @Nullable String name = pairs.key(place);
            if (name != null && pairs.value(place) instanceof String text) {
                entries.add(new MetadataPair(name, text));
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
    public static boolean fits(String text) {
        return text.length() <= MOST_CHARACTERS || text.codePointCount(0, text.length()) <= MOST_CHARACTERS;
    }

    /** As much of the text as is kept. */
    public static String cut(String text) {
        return fits(text) ? text : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s of %s = %s @%d", key, source.target(), value(), timestampMillis());
    }
}

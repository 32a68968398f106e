package io.puypuy.pattoo.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes datapoints of pairs: what lacks a fact, or has one that makes no sense, is left out. Used once. */
final class FactsReader {
    /** No agent has so many; each costs the server as much as a datapoint. */
    private static final int MOST_PAIRS = 1_000;

    private final ReceivedPairs pairs;
    private final PairIds places;
    /** The facts of the datapoint at hand; of two of one name the later counts, as in pattoo. */
    private final @Nullable Object[] found = new Object[Fact.COUNT];

    /** The source of the last datapoint, and what it was made of. */
    private @Nullable ReceivedSource source;

    private final @Nullable Object[] sourceFacts = new Object[Fact.COUNT];

    /** @param places of the pairs, no longer their ids */
    FactsReader(ReceivedPairs pairs, PairIds places) {
        this.pairs = pairs;
        this.places = places;
    }

    /** Those that lack nothing. */
    List<ReceivedDatapoint> datapoints() {
        List<ReceivedDatapoint> datapoints = new ArrayList<>(places.datapoints());
        for (int i = 0; i < places.datapoints(); i++) {
            @Nullable ReceivedDatapoint datapoint = datapoint(i);
            if (datapoint != null) {
                datapoints.add(datapoint);
            }
        }
        return Collections.unmodifiableList(datapoints);
    }

    private @Nullable ReceivedDatapoint datapoint(int index) {
        int begin = places.begin(index);
        int end = places.end(index);
        if (end - begin > MOST_PAIRS) {
            return null;
        }
        Arrays.fill(found, null);
        for (int i = begin; i < end; i++) {
            int place = places.id(i);
            int fact = pairs.fact(place);
            if (fact >= 0) {
                found[fact] = pairs.value(place);
            }
        }
        @Nullable ReceivedSource from = source();
        @Nullable String checksum = name(Fact.CHECKSUM);
        @Nullable String key = name(Fact.KEY);
        @Nullable Long timestamp = whole(found[Fact.TIMESTAMP.place]);
        @Nullable DataType type = type();
        if (from == null || checksum == null || key == null || timestamp == null || type == null) {
            return null;
        }
        @Nullable Object value = PythonValue.typed(found[Fact.VALUE.place], type);
        return value == null
                ? null
                : new ReceivedDatapoint(pairs, places, index, from, checksum, type, key, value, timestamp);
    }

    private @Nullable DataType type() {
        @Nullable Long code = whole(found[Fact.DATA_TYPE.place]);
        return code == null ? null : DataType.of(code).orElse(null);
    }

    private @Nullable ReceivedSource source() {
        if (source != null
                && isAsBefore(Fact.AGENT_ID)
                && isAsBefore(Fact.TARGET)
                && isAsBefore(Fact.PROGRAM)
                && isAsBefore(Fact.HOSTNAME)
                && isAsBefore(Fact.POLLING_INTERVAL)) {
            return source;
        }
        @Nullable String agentId = name(Fact.AGENT_ID);
        @Nullable String target = name(Fact.TARGET);
        @Nullable String program = name(Fact.PROGRAM);
        @Nullable String hostname = name(Fact.HOSTNAME);
        @Nullable Long interval = interval();
        if (agentId == null || target == null || program == null || hostname == null || interval == null) {
            return null;
        }
        System.arraycopy(found, 0, sourceFacts, 0, found.length);
        source = new ReceivedSource(agentId, target, program, hostname, interval);
        return source;
    }

    /** Whether it is not only equal, but of the same pair. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isAsBefore(Fact fact) {
        return found[fact.place] == sourceFacts[fact.place];
    }

    private @Nullable String name(Fact fact) {
        return found[fact.place] instanceof String text && !text.isEmpty() && ReceivedDatapoint.fits(text)
                ? text
                : null;
    }

    /** A number without its fraction, which agents with a fraction of a second as interval have. */
    static @Nullable Long whole(@Nullable Object value) {
        if (value instanceof Long whole) {
            return whole;
        }
        return value instanceof Double floating
                        && Double.isFinite(floating)
                        && PythonNumber.cut(floating) instanceof Long cut
                ? cut
                : null;
    }

    private @Nullable Long interval() {
        @Nullable Object value = found[Fact.POLLING_INTERVAL.place];
        @Nullable
        Long interval =
                value instanceof String text ? whole(PythonNumber.read(text).orElse(null)) : whole(value);
        return interval == null || interval <= 0 ? null : interval;
    }
}

package io.puypuy.pattoo.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes datapoints of pairs: what lacks a fact, or has one that makes no sense, is left out and counted. */
final class FactsReader {
    private final ReceivedPairs pairs;
    private final PairIds places;
    /** The facts of the datapoint at hand; of two of one name the later counts, as in pattoo. */
    private final @Nullable Object[] found = new Object[Fact.COUNT];

    private final List<ReceivedDatapoint> datapoints;

    /** @param places of the pairs, no longer their ids */
    FactsReader(ReceivedPairs pairs, PairIds places) {
        this.pairs = pairs;
        this.places = places;
        this.datapoints = new ArrayList<>(places.datapoints());
    }

    /** Those that lack nothing. */
    List<ReceivedDatapoint> datapoints() {
        for (int i = 0; i < places.datapoints(); i++) {
            collect(i);
            ReceivedDatapoint.@Nullable Facts facts = facts();
            if (facts != null) {
                datapoints.add(new ReceivedDatapoint(pairs, places, i, facts));
            }
        }
        return List.copyOf(datapoints);
    }

    private void collect(int datapoint) {
        Arrays.fill(found, null);
        int end = places.end(datapoint);
        for (int i = places.begin(datapoint); i < end; i++) {
            int place = places.id(i);
            if (pairs.key(place) instanceof Fact fact) {
                found[fact.place] = pairs.value(place);
            }
        }
    }

    private ReceivedDatapoint.@Nullable Facts facts() {
        @Nullable String checksum = name(Fact.CHECKSUM);
        @Nullable String key = name(Fact.KEY);
        @Nullable String agentId = name(Fact.AGENT_ID);
        @Nullable String target = name(Fact.TARGET);
        @Nullable String program = name(Fact.PROGRAM);
        @Nullable String hostname = name(Fact.HOSTNAME);
        @Nullable Long timestamp = whole(found[Fact.TIMESTAMP.place]);
        @Nullable Long interval = interval();
        @Nullable Long code = whole(found[Fact.DATA_TYPE.place]);
        Optional<DataType> type = code == null ? Optional.empty() : DataType.of(code);
        if (checksum == null
                || key == null
                || agentId == null
                || target == null
                || program == null
                || hostname == null
                || timestamp == null
                || interval == null
                || type.isEmpty()) {
            return null;
        }
        @Nullable Object value = PythonValue.typed(found[Fact.VALUE.place], type.get());
        return value == null
                ? null
                : new ReceivedDatapoint.Facts(
                        checksum, type.get(), key, value, timestamp, agentId, target, program, hostname, interval);
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

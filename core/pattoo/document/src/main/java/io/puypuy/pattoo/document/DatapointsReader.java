package io.puypuy.pattoo.document;

import io.puypuy.pattoo.document.DocumentException.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the pairs and the ids of a document, whichever comes first, and makes datapoints of them. */
final class DatapointsReader {
    private static final int BYTES_OF_PAIR = 64;
    private static final int BYTES_OF_ID = 12;

    private final JsonBytes json;
    private final DocumentLimits limits;
    private final ReceivedPairs pairs;
    private final PairIds ids;
    private int pairCount;
    private boolean hasPairs;
    private boolean hasIds;
    private @Nullable String fault;

    DatapointsReader(JsonBytes json, DocumentLimits limits) {
        this.json = json;
        this.limits = limits;
        // As many as there probably are in so many bytes.
        this.pairs = new ReceivedPairs(json.length() / BYTES_OF_PAIR);
        this.ids = new PairIds(json.length() / BYTES_OF_ID);
    }

    /** Remembers what is wrong, if nothing was before. */
    void broken(String what) {
        if (fault == null) {
            fault = what;
        }
    }

    /** Reads what stands for the datapoints. */
    void read() throws DocumentException {
        if (json.peek() != '{') {
            skip("has no object as " + Names.DATAPOINTS);
            return;
        }
        for (boolean more = json.enter('}'); more; more = json.more('}')) {
            json.name();
            if (json.is(Names.KEY_VALUE_PAIRS)) {
                pairs();
            } else if (json.is(Names.DATAPOINT_PAIRS)) {
                ids();
            } else {
                skip("has something else than pairs in " + Names.DATAPOINTS);
            }
        }
    }

    private void skip(String what) throws DocumentException {
        broken(what);
        json.skip();
    }

    private void pairs() throws DocumentException {
        if (json.peek() != '{' || hasPairs) {
            skip("has no object as " + Names.KEY_VALUE_PAIRS + ", or has two");
            return;
        }
        hasPairs = true;
        for (boolean more = json.enter('}'); more; more = json.more('}')) {
            json.name();
            if (pairCount++ == limits.pairs()) {
                throw new DocumentException(Kind.TOO_LARGE, "The document has more than " + limits.pairs() + " pairs");
            }
            pair(json.textId());
        }
    }

    /** @param id negative if it is none, so that nothing can refer to the pair */
    private void pair(int id) throws DocumentException {
        if (json.peek() != '[') {
            skip("has a pair that is no list");
            return;
        }
        @Nullable Fact fact = null;
        @Nullable String key = null;
        @Nullable Object value = null;
        int elements = 0;
        for (boolean more = json.enter(']'); more; more = json.more(']')) {
            if (elements == 0 && json.peek() == '"') {
                json.string();
                fact = Fact.of(json);
                key = fact == null ? json.text() : null;
            } else if (elements == 1) {
                value = json.value();
            } else {
                json.skip();
            }
            elements++;
        }
        if (elements != 2) {
            broken("has a pair of not two elements");
        } else if (id >= 0 && !pairs.add(id, fact, key, value)) {
            broken("has two pairs with the id " + id);
        }
    }

    private void ids() throws DocumentException {
        if (json.peek() != '[' || hasIds) {
            skip("has no list as " + Names.DATAPOINT_PAIRS + ", or has two");
            return;
        }
        hasIds = true;
        for (boolean more = json.enter(']'); more; more = json.more(']')) {
            if (json.peek() != '[') {
                skip("has a datapoint that is no list");
                continue;
            }
            if (ids.datapoints() == limits.datapoints()) {
                throw new DocumentException(
                        Kind.TOO_LARGE, "The document has more than " + limits.datapoints() + " datapoints");
            }
            datapoint();
        }
    }

    private void datapoint() throws DocumentException {
        for (boolean more = json.enter(']'); more; more = json.more(']')) {
            json.ids(ids, limits.ids() - ids.size());
            int id = json.id();
            if (id < 0) {
                broken("has an id that is none");
            } else if (ids.size() == limits.ids()) {
                throw new DocumentException(
                        Kind.TOO_LARGE, "The document has more than " + limits.ids() + " ids of pairs");
            } else {
                ids.add(id);
            }
        }
        ids.endDatapoint();
    }

    /** Number of datapoints, whether they lack something or not. */
    int count() {
        return ids.datapoints();
    }

    /**
     * Those that lack nothing. Called once, when all is read.
     *
     * @throws DocumentException if something was wrong, or an id has no pair
     */
    List<ReceivedDatapoint> datapoints() throws DocumentException {
        if (!hasPairs || !hasIds) {
            broken("lacks " + Names.KEY_VALUE_PAIRS + " or " + Names.DATAPOINT_PAIRS);
        }
        resolve();
        if (fault != null) {
            throw new DocumentException(Kind.BROKEN, "The document " + fault);
        }
        return new FactsReader(pairs, ids).datapoints();
    }

    private void resolve() {
        if (pairs.isDense() && ids.largest() < pairs.size()) {
            // Every id is the place of its pair.
            return;
        }
        for (int i = 0; i < ids.size(); i++) {
            int place = pairs.place(ids.id(i));
            if (place < 0) {
                broken("has no pair with the id " + ids.id(i));
                return;
            }
            ids.set(i, place);
        }
    }
}

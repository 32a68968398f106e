package io.puypuy.pattoo.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.puypuy.pattoo.document.DocumentException.Kind;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the pairs and the ids of a document, whichever comes first, and makes datapoints of them. */
final class DatapointsReader {
    private static final int MOST_ID_DIGITS = 9;
    private static final int NO_ID = -1;

    private final JsonParser parser;
    private final DocumentLimits limits;
    private final ReceivedPairs pairs = new ReceivedPairs();
    private final PairIds ids = new PairIds();
    private boolean hasPairs;
    private boolean hasIds;
    private @Nullable String fault;

    DatapointsReader(JsonParser parser, DocumentLimits limits) {
        this.parser = parser;
        this.limits = limits;
    }

    /** Remembers what is wrong, if nothing was before. */
    void broken(String what) {
        if (fault == null) {
            fault = what;
        }
    }

    /** Reads the object of which the parser has read the begin. */
    void read() throws IOException, DocumentException {
        if (!parser.isExpectedStartObjectToken()) {
            skip("has no object as " + Names.DATAPOINTS);
            return;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (name.equals(Names.KEY_VALUE_PAIRS)) {
                pairs();
            } else if (name.equals(Names.DATAPOINT_PAIRS)) {
                ids();
            } else {
                skip("has something else than pairs in " + Names.DATAPOINTS);
            }
        }
    }

    private void skip(String what) throws IOException {
        broken(what);
        parser.skipChildren();
    }

    private void pairs() throws IOException, DocumentException {
        if (!parser.isExpectedStartObjectToken() || hasPairs) {
            skip("has no object as " + Names.KEY_VALUE_PAIRS + ", or has two");
            return;
        }
        hasPairs = true;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (pairs.size() == limits.pairs()) {
                throw new DocumentException(Kind.TOO_LARGE, "The document has more than " + limits.pairs() + " pairs");
            }
            pair(id(name));
        }
    }

    /** An id as pattoo writes it; others are of no use, because nothing can refer to them. */
    private static int id(String name) {
        int length = name.length();
        if (length == 0 || length > MOST_ID_DIGITS || (length > 1 && name.charAt(0) == '0')) {
            return NO_ID;
        }
        int id = 0;
        for (int i = 0; i < length; i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NO_ID;
            }
            id = 10 * id + digit;
        }
        return id;
    }

    private void pair(int id) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            skip("has a pair that is no list");
            return;
        }
        @Nullable Object key = null;
        @Nullable Object value = null;
        int elements = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (elements == 0) {
                key = key(token);
            } else if (elements == 1) {
                value = value(parser);
            } else {
                parser.skipChildren();
            }
            elements++;
        }
        if (elements != 2) {
            broken("has a pair of not two elements");
        } else if (id != NO_ID && !pairs.add(id, key, value)) {
            broken("has two pairs with the id " + id);
        }
    }

    private @Nullable Object key(JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            return null;
        }
        @Nullable Fact fact = Fact.of(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        return fact == null ? parser.getText() : fact;
    }

    /** The value that the parser is at, if it is one ({@link PythonValue}); null for everything else, which is skipped. */
    static @Nullable Object value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case VALUE_STRING -> {
                return PythonValue.of(parser.getText());
            }
            case VALUE_NUMBER_INT -> {
                return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? PythonValue.of(parser.getBigIntegerValue())
                        : (Object) parser.getLongValue();
            }
            case VALUE_NUMBER_FLOAT -> {
                return parser.getDoubleValue();
            }
            default -> {
                parser.skipChildren();
                return null;
            }
        }
    }

    private void ids() throws IOException, DocumentException {
        if (!parser.isExpectedStartArrayToken() || hasIds) {
            skip("has no list as " + Names.DATAPOINT_PAIRS + ", or has two");
            return;
        }
        hasIds = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.isExpectedStartArrayToken()) {
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

    private void datapoint() throws IOException, DocumentException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.VALUE_NUMBER_INT || parser.getNumberType() != JsonParser.NumberType.INT) {
                skip("has an id that is none");
            } else if (ids.size() == limits.ids()) {
                throw new DocumentException(
                        Kind.TOO_LARGE, "The datapoints have more than " + limits.ids() + " ids of pairs");
            } else {
                ids.add(parser.getIntValue());
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
        for (int i = 0; i < ids.size(); i++) {
            int place = ids.id(i) < 0 ? NO_ID : pairs.place(ids.id(i));
            if (place < 0) {
                broken("has no pair with the id " + ids.id(i));
                break;
            }
            ids.set(i, place);
        }
        if (fault != null) {
            throw new DocumentException(Kind.BROKEN, "The document " + fault);
        }
        return new FactsReader(pairs, ids).datapoints();
    }
}

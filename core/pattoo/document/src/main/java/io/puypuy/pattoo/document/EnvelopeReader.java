package io.puypuy.pattoo.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.puypuy.pattoo.document.DocumentException.Kind;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one document from its outside inwards. What is wrong inside is told only when the outside has turned out to be
 * right, because pattoo judges in that order.
 */
final class EnvelopeReader {
    private final JsonParser parser;
    private final DatapointsReader inside;
    private final Set<Member> seen = EnumSet.noneOf(Member.class);
    private boolean others;
    private @Nullable Object agentId;
    private @Nullable Object timestamp;
    private @Nullable Object interval;

    private enum Member {
        TIMESTAMP,
        AGENT_ID,
        INTERVAL,
        DATAPOINTS
    }

    EnvelopeReader(JsonParser parser, DocumentLimits limits) {
        this.parser = parser;
        this.inside = new DatapointsReader(parser, limits);
    }

    ReceivedDocument read() throws IOException, DocumentException {
        @Nullable JsonToken first = parser.nextToken();
        if (first == null) {
            throw new DocumentException(Kind.NOT_JSON, "The document is empty");
        }
        if (first == JsonToken.START_OBJECT) {
            members();
        } else {
            parser.skipChildren();
        }
        if (parser.nextToken() != null) {
            throw new DocumentException(Kind.NOT_JSON, "The document is not JSON: something stands behind its end");
        }
        if (first != JsonToken.START_OBJECT) {
            throw new DocumentException(Kind.NOT_OBJECT, "The document is JSON, but no object");
        }
        if (others || seen.size() < Member.values().length) {
            throw new DocumentException(
                    Kind.OTHER_MEMBERS,
                    "The document must have " + Names.AGENT_TIMESTAMP + ", " + Names.AGENT_ID + ", "
                            + Names.POLLING_INTERVAL + " and " + Names.DATAPOINTS + ", and nothing else");
        }
        return document();
    }

    private void members() throws IOException, DocumentException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case Names.AGENT_TIMESTAMP -> timestamp = value(Member.TIMESTAMP, name);
                case Names.AGENT_ID -> agentId = value(Member.AGENT_ID, name);
                case Names.POLLING_INTERVAL -> interval = value(Member.INTERVAL, name);
                case Names.DATAPOINTS -> {
                    once(Member.DATAPOINTS, name);
                    inside.read();
                }
                default -> {
                    others = true;
                    parser.skipChildren();
                }
            }
        }
    }

    private @Nullable Object value(Member member, String name) throws IOException {
        once(member, name);
        return DatapointsReader.value(parser);
    }

    private void once(Member member, String name) {
        if (!seen.add(member)) {
            inside.broken("has " + name + " twice");
        }
    }

    private ReceivedDocument document() throws DocumentException {
        @Nullable Long millis = FactsReader.whole(timestamp);
        @Nullable Long every = FactsReader.whole(interval);
        if (!(agentId instanceof String id) || millis == null || every == null) {
            throw new DocumentException(
                    Kind.BROKEN,
                    "The document's " + Names.AGENT_ID + " must be a text, and " + Names.AGENT_TIMESTAMP + " and "
                            + Names.POLLING_INTERVAL + " must be numbers of milliseconds");
        }
        List<ReceivedDatapoint> datapoints = inside.datapoints();
        return new ReceivedDocument(id, millis, every, datapoints, inside.count() - datapoints.size());
    }
}

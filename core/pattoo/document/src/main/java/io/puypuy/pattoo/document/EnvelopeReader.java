package io.puypuy.pattoo.document;

import io.puypuy.pattoo.document.DocumentException.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one document from its outside inwards. What is wrong inside is told only when the outside has turned out to be
 * right, because pattoo judges in that order.
 */
final class EnvelopeReader {
    private final JsonBytes json;
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

    EnvelopeReader(JsonBytes json, DocumentLimits limits) {
        this.json = json;
        this.inside = new DatapointsReader(json, limits);
    }

    ReceivedDocument read() throws DocumentException {
        int first = json.peek();
        if (first == JsonBytes.END) {
            throw new DocumentException(Kind.NOT_JSON, "The document is empty");
        }
        if (first == '{') {
            members();
        } else {
            json.skip();
        }
        if (json.peek() != JsonBytes.END) {
            throw new DocumentException(Kind.NOT_JSON, "The document is not JSON: something stands behind its end");
        }
        if (first != '{') {
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

    private void members() throws DocumentException {
        for (boolean more = json.enter('}'); more; more = json.more('}')) {
            json.name();
            if (json.is(Names.AGENT_TIMESTAMP)) {
                timestamp = value(Member.TIMESTAMP, Names.AGENT_TIMESTAMP);
            } else if (json.is(Names.AGENT_ID)) {
                agentId = value(Member.AGENT_ID, Names.AGENT_ID);
            } else if (json.is(Names.POLLING_INTERVAL)) {
                interval = value(Member.INTERVAL, Names.POLLING_INTERVAL);
            } else if (json.is(Names.DATAPOINTS)) {
                once(Member.DATAPOINTS, Names.DATAPOINTS);
                inside.read();
            } else {
                others = true;
                json.skip();
            }
        }
    }

    private @Nullable Object value(Member member, String name) throws DocumentException {
        once(member, name);
        return json.value();
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

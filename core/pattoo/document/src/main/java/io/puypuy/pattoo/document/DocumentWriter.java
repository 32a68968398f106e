package io.puypuy.pattoo.document;

import io.puypuy.api.backend.EncodeBuffer;

/**
 * Writes what an agent collected, byte for byte as pattoo does ("pattoo Agents", chapters 3 to 6). Invalid datapoints and
 * targets are left out; data that is not valid as a whole ({@link AgentData#isValid}) gives a document with empty lists.
 */
public final class DocumentWriter {
    private DocumentWriter() {}

    /** Appends the document as agents post it. */
    public static void write(AgentData data, EncodeBuffer out) {
        built(data).writeTo(out, data.timestampMillis());
    }

    /** Appends the document as spokes answer it: names sorted, no spaces, a line's end behind it. */
    public static void writeReply(AgentData data, EncodeBuffer out) {
        built(data).writeReplyTo(out, data.timestampMillis());
    }

    private static DocumentBuilder built(AgentData data) {
        DocumentBuilder document = new DocumentBuilder(data.identity(), data.intervalMillis());
        if (data.isValid()) {
            for (Target target : data.targets()) {
                if (target.isValid()) {
                    for (Datapoint datapoint : target.datapoints()) {
                        if (datapoint.isValid()) {
                            document.add(target.name(), datapoint);
                        }
                    }
                }
            }
        }
        return document;
    }
}

package io.puypuy.pattoo.document;

import io.puypuy.api.backend.EncodeBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what an agent collected, byte for byte as pattoo does ("pattoo Agents", chapters 3 to 6). Invalid datapoints and
 * targets are left out; data that is not valid as a whole ({@link AgentData#isValid}) gives a document with empty lists.
 */
public final class DocumentWriter {
    private DocumentWriter() {}

    /** Appends the document as agents post it. */
    public static void write(AgentData data, EncodeBuffer out) {
        built(data, placed(data)).writeTo(out, data.timestampMillis());
    }

    /** Appends the document as spokes answer it: names sorted, no spaces, a line's end behind it. */
    public static void writeReply(AgentData data, EncodeBuffer out) {
        built(data, placed(data)).writeReplyTo(out, data.timestampMillis());
    }

    /**
     * The documents as agents post them: one, or several if it would be too large, which together have each datapoint once.
     *
     * @param mostBytes of each; a datapoint that is larger has a document of its own, which is larger too
     */
    public static List<byte[]> documents(AgentData data, int mostBytes) {
        List<byte[]> documents = new ArrayList<>();
        split(data, placed(data), mostBytes, documents);
        return documents;
    }

    /** Halves: how large a document is, with pairs that datapoints share, is known when it is written. */
    private static void split(AgentData data, List<Placed> datapoints, int mostBytes, List<byte[]> documents) {
        EncodeBuffer out = new EncodeBuffer();
        built(data, datapoints).writeTo(out, data.timestampMillis());
        if (out.length() <= mostBytes || datapoints.size() < 2) {
            documents.add(out.toByteArray());
            return;
        }
        int half = datapoints.size() / 2;
        split(data, datapoints.subList(0, half), mostBytes, documents);
        split(data, datapoints.subList(half, datapoints.size()), mostBytes, documents);
    }

    /** A datapoint of a target. */
    private record Placed(String target, Datapoint datapoint) {}

    private static List<Placed> placed(AgentData data) {
        List<Placed> placed = new ArrayList<>();
        if (data.isValid()) {
            for (Target target : data.targets()) {
                if (target.isValid()) {
                    for (Datapoint datapoint : target.datapoints()) {
                        if (datapoint.isValid()) {
                            placed.add(new Placed(target.name(), datapoint));
                        }
                    }
                }
            }
        }
        return placed;
    }

    private static DocumentBuilder built(AgentData data, List<Placed> datapoints) {
        DocumentBuilder document = new DocumentBuilder(data.identity(), data.intervalMillis());
        for (Placed placed : datapoints) {
            document.add(placed.target, placed.datapoint);
        }
        return document;
    }
}

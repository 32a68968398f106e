package io.puypuy.pattoo.document;

import io.puypuy.api.backend.EncodeBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A document that grows by one datapoint after the other, each taken as it is: {@link DocumentWriter} is for those who
 * want pattoo's rules applied. Used by one thread, for one document.
 */
public final class DocumentBuilder {
    private final AgentIdentity agent;
    private final long intervalMillis;
    private final String interval;
    private final PairTable pairs = new PairTable();
    private int[] ids = new int[1024];
    private int idCount;
    private int[] ends = new int[64];
    private int datapoints;

    /**
     * A document without datapoints.
     *
     * @param intervalMillis how often the agent polls
     */
    public DocumentBuilder(AgentIdentity agent, long intervalMillis) {
        this.agent = agent;
        this.intervalMillis = intervalMillis;
        this.interval = Long.toString(intervalMillis);
    }

    /**
     * Adds a valid datapoint, whether or not there is one like it.
     *
     * @throws IllegalArgumentException if it is not valid
     */
    public DocumentBuilder add(String target, Datapoint datapoint) {
        String key = datapoint.identity().key();
        Object type = datapoint.identity().typeCode();
        Object value = datapoint.value();
        Long timestamp = datapoint.timestampMillis();
        if (key == null || type == null || value == null || timestamp == null) {
            throw new IllegalArgumentException("an invalid datapoint has no place in a document: " + datapoint);
        }
        List<Metadata> metadata = datapoint.identity().metadata();
        for (int i = 0; i < metadata.size(); i++) {
            Metadata entry = metadata.get(i);
            pair(entry.key(), entry.value());
        }
        pair(Names.POLLING_INTERVAL, interval);
        pair(Names.HOSTNAME, agent.hostname());
        pair(Names.AGENT_ID, agent.id());
        pair(Names.TARGET, target);
        pair(Names.PROGRAM, agent.program());
        pair(Names.KEY, key);
        pair(Names.DATA_TYPE, type);
        pair(Names.VALUE, value);
        pair(Names.TIMESTAMP, timestamp);
        pair(Names.CHECKSUM, datapoint.identity().checksum(agent, target));
        if (datapoints == ends.length) {
            ends = Arrays.copyOf(ends, 2 * ends.length);
        }
        ends[datapoints++] = idCount;
        return this;
    }

    private void pair(String key, Object value) {
        if (idCount == ids.length) {
            ids = Arrays.copyOf(ids, 2 * ids.length);
        }
        ids[idCount++] = pairs.id(key, value);
    }

    /**
     * Appends the document as agents post it.
     *
     * @param timestampMillis when the agent polled
     */
    public void writeTo(EncodeBuffer out, long timestampMillis) {
        DocumentForm form = DocumentForm.POSTED;
        form.name(Names.AGENT_TIMESTAMP, out.put('{')).decimal(timestampMillis);
        DocumentForm.text(agent.id(), form.name(Names.AGENT_ID, form.comma(out)));
        form.name(Names.POLLING_INTERVAL, form.comma(out)).decimal(intervalMillis);
        form.name(Names.DATAPOINTS, form.comma(out)).put('{');
        keyValuePairs(form, out);
        form.comma(out);
        datapointPairs(form, out);
        out.put('}').put('}');
    }

    /** Appends the document as spokes answer it. */
    void writeReplyTo(EncodeBuffer out, long timestampMillis) {
        DocumentForm form = DocumentForm.REPLY;
        DocumentForm.text(agent.id(), form.name(Names.AGENT_ID, out.put('{')));
        form.name(Names.POLLING_INTERVAL, form.comma(out)).decimal(intervalMillis);
        form.name(Names.AGENT_TIMESTAMP, form.comma(out)).decimal(timestampMillis);
        form.name(Names.DATAPOINTS, form.comma(out)).put('{');
        datapointPairs(form, out);
        form.comma(out);
        keyValuePairs(form, out);
        out.put('}').put('}').put('\n');
    }

    private void keyValuePairs(DocumentForm form, EncodeBuffer out) {
        form.name(Names.KEY_VALUE_PAIRS, out).put('{');
        for (int id = 0; id < pairs.size(); id++) {
            if (id > 0) {
                form.comma(out);
            }
            form.name(Integer.toString(id), out);
            DocumentForm.text(pairs.key(id), out.put('['));
            DocumentForm.value(pairs.value(id), form.comma(out)).put(']');
        }
        out.put('}');
    }

    private void datapointPairs(DocumentForm form, EncodeBuffer out) {
        form.name(Names.DATAPOINT_PAIRS, out).put('[');
        int at = 0;
        for (int datapoint = 0; datapoint < datapoints; datapoint++) {
            if (datapoint > 0) {
                form.comma(out);
            }
            out.put('[');
            int begin = at;
            for (; at < ends[datapoint]; at++) {
                if (at > begin) {
                    form.comma(out);
                }
                out.decimal(ids[at]);
            }
            out.put(']');
        }
        out.put(']');
    }
}

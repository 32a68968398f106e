package io.puypuy.server.agents;

import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.pattoo.document.AgentData;
import io.puypuy.pattoo.document.AgentIdentity;
import io.puypuy.pattoo.document.DataType;
import io.puypuy.pattoo.document.Datapoint;
import io.puypuy.pattoo.document.DocumentWriter;
import io.puypuy.pattoo.document.Target;

/** Documents as an agent writes them. */
final class Sent {
    static final long INTERVAL = 60_000;
    static final String TARGET = "host.example.org";

    private final String agent;
    private final long intervalMillis;
    private final Target target = new Target(TARGET);

    Sent(String agent) {
        this(agent, INTERVAL);
    }

    Sent(String agent, long intervalMillis) {
        this.agent = agent;
        this.intervalMillis = intervalMillis;
    }

    Sent with(String key, Object value, DataType type, long millis) {
        target.add(Datapoint.of(key, value, type).at(millis).with("interface", "eth0"));
        return this;
    }

    byte[] bytes() {
        EncodeBuffer out = new EncodeBuffer();
        AgentIdentity identity = new AgentIdentity(agent, "program", "agent.example.org");
        DocumentWriter.write(new AgentData(identity, intervalMillis, 1_700_000_000_000L).add(target), out);
        return out.toByteArray();
    }

    /** A document of one agent with whole numbers. */
    static byte[] numbers(String agent, int first, int count, long millis, long value) {
        Sent sent = new Sent(agent);
        for (int i = first; i < first + count; i++) {
            sent.with("key" + i, value, DataType.INTEGER, millis);
        }
        return sent.bytes();
    }
}

package io.puypuy.pattoo.document;

import java.util.ArrayList;
import java.util.List;

/** What an agent collected in one poll: targets with datapoints. Used by one thread. */
public final class AgentData {
    private final AgentIdentity identity;
    private final long intervalMillis;
    private final long timestampMillis;
    private final List<Target> targets = new ArrayList<>();

    /**
     * Data of no target yet.
     *
     * @param intervalMillis how often it polls; 0 makes the data invalid
     * @param timestampMillis when it polled, since 1970
     */
    public AgentData(AgentIdentity identity, long intervalMillis, long timestampMillis) {
        this.identity = identity;
        this.intervalMillis = intervalMillis;
        this.timestampMillis = timestampMillis;
    }

    /** Two targets of one name stay two. */
    public AgentData add(Target target) {
        targets.add(target);
        return this;
    }

    public AgentIdentity identity() {
        return identity;
    }

    /** How often it polls, in milliseconds. */
    public long intervalMillis() {
        return intervalMillis;
    }

    /** When it polled, in milliseconds since 1970. */
    public long timestampMillis() {
        return timestampMillis;
    }

    /** In the order in which they were added. */
    public List<Target> targets() {
        return List.copyOf(targets);
    }

    /**
     * Whether it is to be posted: nothing of the identity is missing, there is an interval, and at least one target has a
     * name and a datapoint.
     */
    public boolean isValid() {
        return identity.isComplete() && intervalMillis != 0 && targets.stream().anyMatch(Target::isValid);
    }
}

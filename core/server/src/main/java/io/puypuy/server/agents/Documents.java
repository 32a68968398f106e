package io.puypuy.server.agents;

import io.puypuy.pattoo.document.ReceivedDatapoint;
import io.puypuy.pattoo.document.ReceivedDocument;
import io.puypuy.server.inventory.Inventory;
import java.util.List;

/** Makes samples of what a document has, and leaves out what cannot be one. Thread-safe. */
final class Documents {
    private final Inventory inventory;
    private final Refusals refusals;

    Documents(Inventory inventory, Refusals refusals) {
        this.inventory = inventory;
        this.refusals = refusals;
    }

    /** The samples of a document; those of datapoints that are known with their numbers. */
    Submission samples(ReceivedDocument document) {
        List<ReceivedDatapoint> datapoints = document.datapoints();
        Submission samples = new Submission(document.agentId(), datapoints.size());
        // Most documents have one of each.
        String agentId = "";
        String target = "";
        int agent = 0;
        int known = 0;
        for (ReceivedDatapoint sample : datapoints) {
            if (!sample.target().equals(target) || !sample.agentId().equals(agentId)) {
                agentId = sample.agentId();
                target = sample.target();
                agent = inventory.agent(agentId, target);
            }
            if (isTooLarge(sample)) {
                refusals.datapoints(document.agentId(), "the number is beyond the range of doubles", 1, sample.key());
                continue;
            }
            known = inventory.find(agent, sample.checksum(), known + 1);
            if (known != 0) {
                samples.add(known, sample);
                inventory.seen(known, sample.timestampMillis(), sample.intervalMillis());
            } else {
                samples.addUnknown(sample);
            }
        }
        if (document.dropped() > 0) {
            refusals.datapoints(
                    document.agentId(), "something is missing in them, or has a wrong form", document.dropped(), "");
        }
        return samples;
    }

    private static boolean isTooLarge(ReceivedDatapoint sample) {
        return !(sample.value() instanceof String) && !sample.isWhole() && !Double.isFinite(sample.floating());
    }
}

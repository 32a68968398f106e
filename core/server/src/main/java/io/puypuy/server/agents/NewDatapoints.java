package io.puypuy.server.agents;

import io.puypuy.pattoo.document.ReceivedDatapoint;
import io.puypuy.server.inventory.AgentRow;
import io.puypuy.server.inventory.DatapointRow;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.inventory.NewDatapoint;
import io.puypuy.server.inventory.Rows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes datapoints known, as far as agents may have so many. Used by the thread {@code agents-ingest} alone, which is the only
 * one that adds datapoints.
 */
final class NewDatapoints {
    /** Their metadata is in memory twice. */
    private static final int CHUNK = 2_000;

    private final Inventory inventory;
    private final Supplier<IntakeLimits> limits;
    private final Refusals refusals;
    private final Map<String, Integer> ofAgent = new HashMap<>();

    private record Target(String agentId, String name) {}

    private record Name(Target target, String checksum) {}

    NewDatapoints(Inventory inventory, Supplier<IntakeLimits> limits, Refusals refusals) {
        this.inventory = inventory;
        this.limits = limits;
        this.refusals = refusals;
        Rows<DatapointRow> known = inventory.tables().datapoints();
        Rows<AgentRow> agents = inventory.tables().agents();
        for (int idx = 1; idx <= known.count(); idx++) {
            ofAgent.merge(agents.get(known.get(idx).agent()).agentId(), 1, Integer::sum);
        }
    }

    /**
     * Makes known what the document has and nobody knows, and adds the samples to its rows; what may not be is left out.
     *
     * @throws IOException if no more may wait for the disk: then the document is not complete
     */
    void makeKnown(Submission document) throws IOException {
        List<ReceivedDatapoint> all = document.unknown();
        for (int from = 0; from < all.size(); from += CHUNK) {
            Chunk chunk = new Chunk(document);
            all.subList(from, Math.min(all.size(), from + CHUNK)).forEach(chunk::take);
            chunk.add();
        }
    }

    private final class Chunk {
        private final Submission document;
        private final List<NewDatapoint> wanted = new ArrayList<>();
        private final List<ReceivedDatapoint> samples = new ArrayList<>();
        private final Set<Name> names = new HashSet<>();
        private final Set<Target> targets = new HashSet<>();
        private final Map<String, Integer> wantedOfAgent = new HashMap<>();

        Chunk(Submission document) {
            this.document = document;
        }

        void take(ReceivedDatapoint sample) {
            int agent = inventory.agent(sample.agentId(), sample.target());
            int known = inventory.find(agent, sample.checksum());
            if (known != 0) {
                document.addKnownNow(known, sample);
                return;
            }
            Target target = new Target(sample.agentId(), sample.target());
            Name name = new Name(target, sample.checksum());
            String reason = names.contains(name) ? "" : refusal(target, agent == 0);
            if (!reason.isEmpty()) {
                refusals.datapoints(document.agentId(), reason, 1, sample.key());
                return;
            }
            if (names.add(name)) {
                wantedOfAgent.merge(target.agentId, 1, Integer::sum);
                if (agent == 0) {
                    targets.add(target);
                }
            }
            wanted.add(datapoint(sample));
            samples.add(sample);
        }

        private String refusal(Target target, boolean isNew) {
            IntakeLimits most = limits.get();
            if (isNew
                    && !targets.contains(target)
                    && inventory.tables().agents().count() + targets.size() >= most.agents()) {
                return "there are " + most.agents() + " agents, and agent_max_agents allows no more";
            }
            if (inventory.tables().datapoints().count() + names.size() >= most.datapoints()) {
                return "there are " + most.datapoints() + " datapoints, and agent_max_datapoints_total allows no more";
            }
            int own = ofAgent.getOrDefault(target.agentId, 0) + wantedOfAgent.getOrDefault(target.agentId, 0);
            return own >= most.datapointsPerAgent()
                    ? "it has " + most.datapointsPerAgent() + " datapoints, and agent_max_datapoints allows no more"
                    : "";
        }

        void add() throws IOException {
            int newest = inventory.tables().datapoints().count();
            int[] numbers = inventory.addAll(wanted);
            int withoutRoom = 0;
            for (int i = 0; i < numbers.length; i++) {
                ReceivedDatapoint sample = samples.get(i);
                if (numbers[i] == 0) {
                    withoutRoom++;
                    continue;
                }
                if (numbers[i] > newest) {
                    newest = numbers[i];
                    ofAgent.merge(sample.agentId(), 1, Integer::sum);
                }
                document.addKnownNow(numbers[i], sample);
                inventory.seen(numbers[i], sample.timestampMillis(), sample.intervalMillis());
            }
            if (withoutRoom > 0) {
                refusals.datapoints(
                        document.agentId(),
                        "the metadata of all datapoints is as large as it may become; an agent sends metadata that changes",
                        withoutRoom,
                        samples.get(0).key());
            }
        }
    }

    private static NewDatapoint datapoint(ReceivedDatapoint sample) {
        List<Map.Entry<String, String>> metadata = new ArrayList<>();
        sample.metadata().forEach(pair -> metadata.add(Map.entry(pair.key(), pair.value())));
        return new NewDatapoint(
                sample.agentId(),
                sample.target(),
                sample.program(),
                sample.checksum(),
                sample.type(),
                sample.key(),
                sample.intervalMillis(),
                metadata);
    }
}

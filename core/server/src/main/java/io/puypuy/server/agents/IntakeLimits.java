package io.puypuy.server.agents;

import io.puypuy.api.Settings;

/**
 * How much agents may send.
 *
 * @param bodyBytes most bytes of one document, compressed and not
 * @param documentsPerSecond of one agent; ten times as many at once after a pause
 * @param datapointsPerAgent most series of one agent, all its targets together
 * @param datapoints most series of all agents together
 * @param agents most agents, each target of one counted
 */
public record IntakeLimits(int bodyBytes, int documentsPerSecond, int datapointsPerAgent, int datapoints, int agents) {
    public static final IntakeLimits DEFAULT = new IntakeLimits(16 << 20, 1_000, 50_000, 500_000, 20_000);

    private static final int MIN_BODY = 64 << 10;
    private static final int MAX_BODY = 64 << 20;
    private static final int MAX_COUNT = 10_000_000;

    static IntakeLimits from(Settings server) {
        return new IntakeLimits(
                (int) server.integer("agent_max_body_bytes", DEFAULT.bodyBytes, MIN_BODY, MAX_BODY),
                (int) server.integer("agent_documents_per_second", DEFAULT.documentsPerSecond, 1, MAX_COUNT),
                (int) server.integer("agent_max_datapoints", DEFAULT.datapointsPerAgent, 1, MAX_COUNT),
                (int) server.integer("agent_max_datapoints_total", DEFAULT.datapoints, 1, MAX_COUNT),
                (int) server.integer("agent_max_agents", DEFAULT.agents, 1, MAX_COUNT));
    }
}

package io.puypuy.server.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.server.inventory.DatapointRow;
import io.puypuy.server.store.Samples;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed at random instants, while agents post, has everything afterwards that it answered 200, once. */
class KilledIntakeTest {
    private static final int KILLS = 12;
    private static final int AGENTS = 3;
    private static final int DATAPOINTS = 20;

    private final long start = System.currentTimeMillis() - TimeUnit.HOURS.toMillis(12);
    /** The last step of each agent that was answered 200. */
    private final Map<Integer, Integer> answered = new ConcurrentHashMap<>();

    @Test
    void hasAllThatWasAnswered(@TempDir Path temporary) throws Exception {
        Path folder = temporary.resolve("store");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < KILLS; i++) {
            lifeUntilKilled(folder, random);
        }

        assertThat(answered).as("seed %d", seed).hasSize(AGENTS);
        try (Posted posted = new Posted(folder)) {
            assertThat(posted.inventory.tables().datapoints().count()).isEqualTo(AGENTS * DATAPOINTS);
            for (int idx = 1; idx <= AGENTS * DATAPOINTS; idx++) {
                assertComplete(posted, posted.inventory.tables().datapoints().get(idx), seed);
            }
        }
    }

    private void assertComplete(Posted posted, DatapointRow row, long seed) throws IOException {
        int agent = Integer.parseInt(
                posted.inventory.tables().agents().get(row.agent()).agentId());
        Samples samples = posted.store.samples().numbers(row.idx(), start - 1, start + 1_000_000, 100_000);
        Map<Long, Long> byTime = new HashMap<>();
        for (int i = 0; i < samples.size(); i++) {
            byTime.put(samples.millis(i), samples.whole(i));
        }
        assertThat(byTime).as("doubled, seed %d", seed).hasSize(samples.size());
        for (int step = 1; step <= answered.getOrDefault(agent, 0); step++) {
            assertThat(byTime)
                    .as("agent %d, datapoint %d, seed %d", agent, row.idx(), seed)
                    .containsEntry(start + step, (long) step);
        }
    }

    private void lifeUntilKilled(Path folder, Random random) throws IOException, InterruptedException {
        try (ServerProcess server = new ServerProcess(folder, List.of())) {
            Thread[] agents = new Thread[AGENTS];
            for (int agent = 0; agent < AGENTS; agent++) {
                int number = agent;
                agents[agent] = new Thread(() -> postUntilKilled(number, server), "agent-" + agent);
                agents[agent].start();
            }
            assertThat(server.endsWithin(random.nextInt(1_500))).isFalse();
            server.kill();
            for (Thread agent : agents) {
                agent.join();
            }
        }
    }

    /** Posts one step after the other; a step that was not answered is posted again to the next server. */
    private void postUntilKilled(int agent, ServerProcess server) {
        try (Socket socket = server.connection()) {
            while (true) {
                int step = answered.getOrDefault(agent, 0) + 1;
                byte[] body = Sent.numbers(Integer.toString(agent), 0, DATAPOINTS, start + step, step);
                if (!ServerProcess.isStored(ServerProcess.post(socket, Integer.toString(agent), body))) {
                    return;
                }
                answered.put(agent, step);
            }
        } catch (IOException killed) {
            // As it should be.
            return;
        }
    }
}

package io.puypuy.backend.pattoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.server.agents.AgentApiSettings;
import io.puypuy.server.agents.AgentServer;
import io.puypuy.server.agents.Intake;
import io.puypuy.server.agents.IntakeLimits;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.store.QuestStore;
import io.puypuy.server.store.Samples;
import io.puypuy.server.store.StoreSettings;
import io.puypuy.testkit.backend.LaneDriver;
import io.puypuy.testkit.backend.Points;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From the backend over HTTP into our own server's store. */
@Timeout(120)
class OurServerTest {
    private static final int POINTS = 1_500;

    private final Path folder;

    OurServerTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everyPointIsStoredOnceHoweverOftenItIsSent() throws Exception {
        long first = System.currentTimeMillis() - 1000L * POINTS;
        List<DataPoint> points = Points.ofAllShapes(POINTS, first, 1000, 5);
        AgentApiSettings settings = AgentApiSettings.local(0, IntakeLimits.DEFAULT);
        try (QuestStore store = QuestStore.open(
                        new StoreSettings(folder.resolve("store"), 30, StoreSettings.DEFAULT_MAX_BYTES),
                        QuestStore.Durability.KILL,
                        Clock.systemUTC());
                Inventory inventory = Inventory.open(folder.resolve("inventory"), Clock.systemUTC());
                Intake intake = Intake.open(folder.resolve("journal"), store.samples(), inventory, settings.limits());
                AgentServer server = new AgentServer(settings, intake)) {
            String ini = "address = http://127.0.0.1:" + server.port() + "\nlarge_numbers = yes\ndaemon_directory = "
                    + folder.resolve("agent") + "\n";
            try (LaneDriver lane = LaneDriver.of(new PattooBackend(), ini, folder.resolve("spool"))) {
                lane.offer(points);
                lane.offer(points);
                assertThat(lane.settled(2 * POINTS).delivered()).isEqualTo(2 * POINTS);
            }
            assertThat(inventory.tables().datapoints().count()).isEqualTo(POINTS);
            for (int i = 0; i < POINTS; i++) {
                // Every point is the first of a series of its own, and they came in this order.
                int idx = i + 1;
                Samples samples = Awaitility.await("sample of " + points.get(i))
                        .atMost(Duration.ofSeconds(30))
                        .pollDelay(Duration.ZERO)
                        .until(
                                () -> store.samples().numbers(idx, 0, Long.MAX_VALUE / 2_000, 9),
                                found -> found.size() > 0);
                assertThat(samples.size()).isEqualTo(1);
                assertStored(points.get(i), samples);
            }
        }
    }

    private static void assertStored(DataPoint point, Samples samples) {
        assertThat(samples.millis(0)).isEqualTo(point.timestampMillis());
        if (point.isInteger() && samples.isWhole(0)) {
            assertThat(samples.whole(0)).isEqualTo(point.integer());
        } else {
            double stored = samples.isWhole(0) ? samples.whole(0) : samples.number(0);
            assertThat(stored).isEqualTo(point.floating());
        }
    }
}

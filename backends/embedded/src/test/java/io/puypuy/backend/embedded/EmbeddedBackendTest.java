package io.puypuy.backend.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.ChartType;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.PointStore;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.UnsendablePointException;
import io.puypuy.server.store.Aggregate;
import io.puypuy.server.store.Query;
import io.puypuy.server.store.QueryResult;
import io.puypuy.server.store.QuestStore;
import io.puypuy.server.store.StoreSettings;
import io.puypuy.server.store.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBackendTest {
    private static final Origin ORIGIN = new Origin("höst", "c", "", "Zürich, 2. Stock");
    private static final Metric COUNT = Metric.integer("job_count", "")
            .type("jobs")
            .chart(ChartType.COUNTER)
            .reaction(-3);
    private static final Metric TIME = Metric.rate("job_seconds", "s/s").help("time — \"busy\"\n");

    private static Series series(Metric metric, String value) {
        return new Series(metric, ORIGIN, Tags.of("queue", value).and("模式", "é\uD83D\uDE00\u0000"));
    }

    private static List<DataPoint> allShapes() {
        List<DataPoint> points = new ArrayList<>();
        long[] longs = {0, -1, Long.MAX_VALUE, -Long.MAX_VALUE, Long.MIN_VALUE};
        double[] doubles = {0, -0.0, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 0.1, 1e-300};
        for (long value : longs) {
            points.add(DataPoint.of(series(COUNT, "a"), 1_700_000_000_000L + points.size(), value));
        }
        for (double value : doubles) {
            points.add(DataPoint.of(series(TIME, "x".repeat(70_000)), points.size(), value));
        }
        points.add(DataPoint.of(new Series(COUNT, new Origin("", "", "", ""), Tags.none()), 253_402_300_799_999L, 1L));
        return points;
    }

    private static EncodedPoints encoded(EmbeddedBackend backend, List<DataPoint> points) {
        EncodeBuffer out = new EncodeBuffer();
        int[] ends = new int[points.size()];
        try {
            for (int i = 0; i < ends.length; i++) {
                backend.encode(points.get(i), out);
                ends[i] = out.length();
            }
        } catch (UnsendablePointException e) {
            throw new IllegalArgumentException(e);
        }
        return EncodedPoints.of(out.toByteArray(), ends);
    }

    private static EmbeddedBackend backend(Optional<PointStore> store) {
        EmbeddedBackend backend = new EmbeddedBackend();
        backend.use(() -> store);
        return backend;
    }

    @Test
    void storesWhatWasEncodedInAnEarlierLife() throws InterruptedException {
        List<DataPoint> stored = new ArrayList<>();
        EncodedPoints points = encoded(backend(Optional.empty()), allShapes());

        Delivery delivery = backend(Optional.of(given -> {
                    stored.addAll(given);
                    return List.of();
                }))
                .send(points);

        assertThat(delivery).isEqualTo(new Delivery.Stored());
        assertThat(stored).isEqualTo(allShapes());
        assertThat(stored.get(0).series().metric()).isEqualTo(COUNT);
    }

    @Test
    void refusesGarbageAndStoresTheRest() throws InterruptedException {
        EmbeddedBackend backend = backend(Optional.of(points -> List.of()));
        byte[] good = encoded(backend, allShapes().subList(0, 1)).point(0);
        Random random = new Random(3);
        for (int round = 0; round < 2_000; round++) {
            byte[] bad = good.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            byte[] cut = Arrays.copyOf(bad, random.nextInt(bad.length + 1));
            byte[] all = new byte[cut.length + good.length];
            System.arraycopy(cut, 0, all, 0, cut.length);
            System.arraycopy(good, 0, all, cut.length, good.length);

            Delivery delivery = backend.send(EncodedPoints.of(all, new int[] {cut.length, all.length}));

            // A change may well give another point; it must not give anything but one of these.
            if (delivery instanceof Delivery.Refused refused) {
                assertThat(refused.refusals()).hasSize(1);
                assertThat(refused.refusals().get(0).index()).isZero();
                assertThat(refused.refusals().get(0).reason()).isNotBlank();
            } else {
                assertThat(delivery).isEqualTo(new Delivery.Stored());
            }
        }
        assertThat(backend.send(EncodedPoints.of(new byte[] {9, 9, 9}, new int[] {3})))
                .isInstanceOf(Delivery.Refused.class);
    }

    @Test
    void triesAgainWhenTheStoreFails() throws InterruptedException {
        EmbeddedBackend backend = backend(Optional.of(points -> {
            throw new IOException("the disk is full");
        }));

        assertThat(backend.send(encoded(backend, allShapes()))).isEqualTo(new Delivery.RetryLater("the disk is full"));
    }

    @Test
    void saysThatThereIsNoStore() throws InterruptedException {
        EmbeddedBackend backend = backend(Optional.empty());

        assertThat(backend.send(encoded(backend, allShapes()))).isInstanceOf(Delivery.NotAllowed.class);
    }

    @Test
    void refusesTimesThatTheStoreDoesNotHave() {
        EmbeddedBackend backend = backend(Optional.empty());
        for (long millis : new long[] {-1, 253_402_300_800_000L, Long.MIN_VALUE, Long.MAX_VALUE}) {
            DataPoint point = DataPoint.of(series(COUNT, "a"), millis, 1L);
            assertThatThrownBy(() -> backend.encode(point, new EncodeBuffer()))
                    .isInstanceOf(UnsendablePointException.class);
        }
    }

    @Test
    void refusesWhatTheStoreLeavesOut(@TempDir Path folder) throws IOException, InterruptedException {
        long now = System.currentTimeMillis();
        List<DataPoint> points = new ArrayList<>();
        for (int daysAgo : new int[] {0, 31, 1, 32}) {
            points.add(DataPoint.of(series(TIME, "a"), now - daysAgo * 86_400_000L, 0.5));
        }
        try (QuestStore store = QuestStore.open(new StoreSettings(folder, 30, StoreSettings.DEFAULT_MAX_BYTES))) {
            EmbeddedBackend backend = backend(Optional.of(store));
            byte[] good = encoded(backend, points).point(0);
            byte[] old = encoded(backend, points).point(1);
            byte[] garbage = {9};
            byte[] all = new byte[1 + good.length + old.length];
            System.arraycopy(garbage, 0, all, 0, 1);
            System.arraycopy(good, 0, all, 1, good.length);
            System.arraycopy(old, 0, all, 1 + good.length, old.length);

            Delivery delivery = backend.send(encoded(backend, points));
            Delivery mixed = backend.send(EncodedPoints.of(all, new int[] {1, 1 + good.length, all.length}));

            assertThat(((Delivery.Refused) delivery).refusals())
                    .extracting(Delivery.Refusal::index)
                    .containsExactly(1, 3);
            assertThat(((Delivery.Refused) delivery).refusals().get(0).reason()).contains("retention_days");
            assertThat(((Delivery.Refused) mixed).refusals())
                    .extracting(Delivery.Refusal::index)
                    .containsExactly(0, 2);
        }
    }

    @Test
    void aReplayChangesNothing(@TempDir Path folder) throws IOException, InterruptedException {
        long now = System.currentTimeMillis();
        List<DataPoint> points = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            points.add(DataPoint.of(series(TIME, "a"), now - i * 1000L, i + 0.5));
        }
        try (QuestStore store = QuestStore.open(new StoreSettings(folder, 30, StoreSettings.DEFAULT_MAX_BYTES))) {
            EmbeddedBackend backend = backend(Optional.of(store));
            EncodedPoints batch = encoded(backend, points);
            Window window = new Window(now - 200_000, now + 1, Optional.of(60_000L), Aggregate.SUM);
            Query query = new Query(TIME.name(), window, Map.of());

            assertThat(backend.send(batch)).isEqualTo(new Delivery.Stored());
            QueryResult.Column once = store.query(query).orElseThrow().series().get(0);
            assertThat(backend.send(batch)).isEqualTo(new Delivery.Stored());
            assertThat(backend.send(batch.slice(20, 40))).isEqualTo(new Delivery.Stored());
            QueryResult.Column again = store.query(query).orElseThrow().series().get(0);

            assertThat(again.steps().values()).isEqualTo(once.steps().values());
            assertThat(Arrays.stream(again.steps().values())
                            .filter(Double::isFinite)
                            .sum())
                    .isEqualTo(100 * 99 / 2.0 + 50);
        }
    }
}

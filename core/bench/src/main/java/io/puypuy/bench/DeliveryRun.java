package io.puypuy.bench;

import io.puypuy.api.DataPoint;
import io.puypuy.engine.delivery.Batch;
import io.puypuy.engine.delivery.Lane;
import io.puypuy.engine.delivery.LaneSettings;
import io.puypuy.engine.spool.Spool;
import io.puypuy.engine.spool.SpoolBounds;
import io.puypuy.engine.spool.SpoolFiles;
import io.puypuy.engine.status.BackendStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Points that go from a list through a lane (encoded, in the spool with fsync, sent, acknowledged, deleted) into a
 * {@link RecordingPeer} in a second; and those of a backlog that waits on disk. Run by {@code core/bench/deliver}.
 */
public final class DeliveryRun {
    private static final int BATCH = 100_000;
    private static final int WARM_UP = 2_000_000;
    private static final int LIVE = 5_000_000;
    private static final int BACKLOG = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final LaneSettings SETTINGS = new LaneSettings(
            BACKLOG, Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMillis(100));

    private final Path home;
    private final String type;
    private final String ini;
    private final Path spool;
    private final List<List<DataPoint>> batches = new ArrayList<>();

    private DeliveryRun(Path home, String type, String ini, Path spool) {
        this.home = home;
        this.type = type;
        this.ini = ini;
        this.spool = spool;
        batches.add(Sample.points(BATCH));
    }

    /**
     * Arguments: home, tsdtype, port of the peer, folder for the spool, further settings ({@code key=value}). Prints one
     * row of a table.
     */
    public static void main(String[] args) throws InterruptedException, IOException {
        String port = args[2];
        StringBuilder ini = new StringBuilder(
                EncodeBenchmark.settings(args[1]).replaceAll("127.0.0.1:[0-9]+", "127.0.0.1:" + port));
        for (int i = 4; i < args.length; i++) {
            ini.append(args[i]).append('\n');
        }
        DeliveryRun run = new DeliveryRun(Path.of(args[0]), args[1], ini.toString(), Path.of(args[3]));
        run.live(WARM_UP);
        double live = run.live(LIVE);
        double backlog = run.backlog();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.printf(Locale.ROOT, "| %s | %,.0f | %,.0f |%n", args[1], live, backlog);
    }

    /** Points a second while the receiver answers. */
    private double live(int points) throws InterruptedException, IOException {
        try (InstalledBackend backend = new InstalledBackend(home, type, ini);
                Lane lane = lane(backend)) {
            lane.start();
            long start = System.nanoTime();
            for (int offered = 0; offered < points; offered += BATCH) {
                // At most two batches ahead, so that none is dropped.
                int now = offered;
                await(lane, books -> books.delivered() >= now - 2 * BATCH);
                lane.offer(Batch.of(batches.get(0)));
            }
            await(lane, books -> books.delivered() == points);
            return points * 1e9 / (System.nanoTime() - start);
        }
    }

    /** Points a second that leave the spool after an outage. */
    private double backlog() throws InterruptedException, IOException {
        try (InstalledBackend away =
                        new InstalledBackend(home, type, ini.replaceAll("127.0.0.1:[0-9]+", "127.0.0.1:1"));
                Lane lane = lane(away)) {
            lane.start();
            for (int offered = 0; offered < BACKLOG; offered += BATCH) {
                lane.offer(Batch.of(batches.get(0)));
            }
            // Closing brings to the disk what is not there yet.
        }
        try (InstalledBackend back = new InstalledBackend(home, type, ini);
                Lane lane = lane(back)) {
            long start = System.nanoTime();
            lane.start();
            await(lane, books -> books.delivered() == BACKLOG);
            return BACKLOG * 1e9 / (System.nanoTime() - start);
        }
    }

    private Lane lane(InstalledBackend backend) throws IOException {
        Files.createDirectories(spool);
        SpoolBounds bounds = SpoolBounds.of(100_000, 4L << 30);
        Spool waiting = new Spool(spool.resolve(type), bounds, SpoolFiles.disk(), InstantSource.system());
        return new Lane("bench", backend.backend(), waiting, SETTINGS);
    }

    private static void await(Lane lane, Predicate<BackendStatus.Books> condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.test(lane.status().books())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("nothing more arrives: " + lane.status());
            }
            Thread.sleep(1);
        }
    }
}
